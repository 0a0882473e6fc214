import { Check } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { organization } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { RenameWorkspace } from './rename-workspace.tsx';
import styles from './workspaces.module.css';

/** What other features show in a panel; the page puts it together. */
export interface PanelSlots {
  readonly renderCredentials: (workspace: organization.Workspace, current: boolean) => ReactNode;
  readonly renderMembers: (workspace: organization.Workspace, current: boolean) => ReactNode;
}

interface WorkspacePanelProps extends PanelSlots {
  readonly workspace: organization.Workspace;
  readonly current: boolean;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  /** undefined where there is but one workspace */
  readonly onSwitch: ((workspace: string) => void) | undefined;
}

/** One workspace. What is in it is read when it is opened. */
export const WorkspacePanel = ({ workspace, current, open, onToggle, onSwitch, ...slots }: WorkspacePanelProps) => {
  const id = useId();
  return (
    <div className={styles['panel']} role="group" aria-labelledby={`${id}-name`}>
      <div className={styles['head']}>
        <h3 className={styles['title']}>
          <Disclosure summary={<span id={`${id}-name`}>{workspace.name}</span>} open={open} onToggle={onToggle} />
        </h3>
        {open && workspace.actions?.includes('rename') === true && <RenameWorkspace workspace={workspace} />}
        <div className={styles['facts']}>
          {workspace.role !== undefined && <Badge>{roleNames[workspace.role]}</Badge>}
          {onSwitch !== undefined && current && (
            <Badge tone="accent">
              <Check aria-hidden="true" />
              Currently active
            </Badge>
          )}
          {onSwitch !== undefined && !current && (
            <Button size="s" aria-label={`Switch to workspace ${workspace.name}`} onClick={() => onSwitch(workspace.id)}>
              Switch to workspace
            </Button>
          )}
        </div>
      </div>
      {open && (
        <div className={styles['body']}>
          {slots.renderCredentials(workspace, current)}
          {slots.renderMembers(workspace, current)}
        </div>
      )}
    </div>
  );
};
