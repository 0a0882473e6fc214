import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { memo, useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import { workspacesQuery } from '#api/workspaces-query.ts';
import type { Configuration, organization } from '#contract/index.ts';
import { number } from '#lib/count.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Empty } from '#ui/empty.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useBelow } from '#ui/use-below.ts';
import { currentFirst, matching, searchAbove, shownAtOnce } from './model.ts';
import { workspacesPurpose } from './workspaces-purpose.ts';
import { WithDialog } from './with-dialog.tsx';
import { WorkspacePanel, type PanelSlots, type Touched } from './workspace-panel.tsx';
import styles from './workspaces.module.css';

interface WorkspacesCardProps extends PanelSlots {
  /** id of the workspace that this tab works in */
  readonly current: string;
  readonly configuration: Configuration;
  readonly onSwitch: (workspace: string) => void;
  readonly onCreated: (workspace: string, name: string) => void | Promise<void>;
}

/** One's workspaces, each with its credentials and members. */
export const WorkspacesCard = (props: WorkspacesCardProps) => {
  const list = useQuery(workspacesQuery);
  const { data, error, refetch } = list;
  const many = props.configuration.deployment === 'hosted';
  const below = useBelow();
  return (
    <Card
      id="workspaces"
      heading="Workspaces"
      description={workspacesPurpose(props.configuration)}
      actions={
        many && (
          <WithDialog verb="create" onCreated={props.onCreated}>
            {(opens) => (
              <Button icon={<Plus aria-hidden="true" />} {...opens}>
                Create workspace
              </Button>
            )}
          </WithDialog>
        )
      }
    >
      {data === undefined && error !== null ? (
        <FailurePanel
          title="Your workspaces could not be loaded"
          message={failureCopy(error)}
          pending={list.isFetching}
          onRetry={() => void refetch()}
        />
      ) : data === undefined || !below ? (
        <Skeleton lines={4} label="Loading workspaces" />
      ) : (
        <Panels {...props} workspaces={data.companies} />
      )}
    </Card>
  );
};

/** What is typed into the search changes nothing in them. */
const Panel = memo(WorkspacePanel);

type PanelsProps = WorkspacesCardProps & { readonly workspaces: readonly organization.Workspace[] };

const Panels = ({ workspaces, current, configuration, onSwitch, onCreated: _made, ...slots }: PanelsProps) => {
  const [text, setText] = useState('');
  /** panels that were opened or closed by hand; else only the current one is open */
  const [touched, setTouched] = useState<Touched>({});
  const [shown, setShown] = useState(shownAtOnce);
  const found = matching(currentFirst(workspaces, current), text);
  return (
    <div className={styles['panels']}>
      {workspaces.length > searchAbove && (
        <TextField
          label="Search workspaces"
          type="search"
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      )}
      {found.length === 0 && (
        <Empty title="No workspace matches">
          None of your {number(workspaces.length)} workspaces has “{text}” in its name.
        </Empty>
      )}
      {found.slice(0, shown).map((workspace) => (
        <Panel
          key={workspace.id}
          workspace={workspace}
          current={workspace.id === current}
          open={touched[workspace.id] ?? workspace.id === current}
          onTouch={setTouched}
          onSwitch={configuration.deployment === 'hosted' ? onSwitch : undefined}
          {...slots}
        />
      ))}
      {found.length > shown && (
        <Button variant="quiet" onClick={() => setShown(shown + shownAtOnce)}>
          Show more of {number(found.length)} workspaces
        </Button>
      )}
    </div>
  );
};
