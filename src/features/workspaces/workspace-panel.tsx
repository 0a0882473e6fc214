import { Check, Pencil, Trash2 } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { organization } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { WithDialog } from './with-dialog.tsx';
import styles from './workspaces.module.css';

/** What other features show in a panel; the page puts it together. */
export interface PanelSlots {
  readonly renderCredentials: (workspace: organization.Workspace, current: boolean) => ReactNode;
  readonly renderMembers: (workspace: organization.Workspace, current: boolean) => ReactNode;
  /** where what was done in it is listed */
  readonly activityHref: (workspace: string) => string;
  readonly onDeleted: (workspace: organization.Workspace) => void | Promise<void>;
  /** somebody reaches for the way to another workspace */
  readonly onReach: (workspace: string) => void;
}

/** Which panels were opened or closed by hand, by id. */
export type Touched = Readonly<Record<string, boolean>>;

interface WorkspacePanelProps extends PanelSlots {
  readonly workspace: organization.Workspace;
  readonly current: boolean;
  readonly open: boolean;
  readonly onTouch: (change: (before: Touched) => Touched) => void;
  /** undefined where there is but one workspace */
  readonly onSwitch: ((workspace: string) => void) | undefined;
}

/** One workspace. What is in it is read when it is opened. */
export const WorkspacePanel = ({ workspace, current, open, onTouch, onSwitch, ...slots }: WorkspacePanelProps) => {
  const id = useId();
  const may = (action: organization.Action): boolean => workspace.actions?.includes(action) === true;
  return (
    <div className={styles['panel']} role="group" aria-labelledby={`${id}-name`}>
      <div className={styles['head']}>
        <h3 className={styles['title']}>
          <Disclosure
            summary={<span id={`${id}-name`}>{workspace.name}</span>}
            open={open}
            onToggle={(next) => onTouch((before) => ({ ...before, [workspace.id]: next }))}
          />
        </h3>
        {open && may('rename') && (
          <WithDialog verb="rename" workspace={workspace}>
            {(opens) => (
              <IconButton size="s" label={`Rename workspace ${workspace.name}`} icon={<Pencil aria-hidden="true" />} {...opens} />
            )}
          </WithDialog>
        )}
        <div className={styles['facts']}>
          {workspace.role !== undefined && <Badge>{roleNames[workspace.role]}</Badge>}
          {onSwitch !== undefined && current && (
            <Badge tone="accent">
              <Check aria-hidden="true" />
              Currently active
            </Badge>
          )}
          {onSwitch !== undefined && !current && (
            <Button
              size="s"
              aria-label={`Switch to workspace ${workspace.name}`}
              onPointerEnter={() => slots.onReach(workspace.id)}
              onFocus={() => slots.onReach(workspace.id)}
              onClick={() => onSwitch(workspace.id)}
            >
              Switch to workspace
            </Button>
          )}
        </div>
      </div>
      {open && (
        <div className={styles['body']}>
          {slots.renderCredentials(workspace, current)}
          {slots.renderMembers(workspace, current)}
          {may('see_events') && (
            <div className={styles['foot']}>
              <TextLink href={slots.activityHref(workspace.id)} aria-describedby={`${id}-name`}>
                Activity
              </TextLink>
              {may('delete') && (
                <WithDialog verb="delete" workspace={workspace} onDeleted={() => slots.onDeleted(workspace)}>
                  {(opens) => (
                    <Button size="s" icon={<Trash2 aria-hidden="true" />} aria-label={`Delete workspace ${workspace.name}`} {...opens}>
                      Delete workspace
                    </Button>
                  )}
                </WithDialog>
              )}
            </div>
          )}
        </div>
      )}
    </div>
  );
};
