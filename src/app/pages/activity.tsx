import { ActivitySection } from '#features/activity/activity-section.tsx';
import { timeFormatOf } from '#features/preferences/model.ts';
import { usePreferences } from '#features/preferences/queries.ts';
import { Empty } from '#ui/empty.tsx';
import { PageTop } from '../layout/page-top.tsx';
import { useWorkspace } from '../layout/workspace-gate.tsx';
import { useSite } from '../use-site.ts';

/** What was done in the current workspace. */
export default function ActivityPage() {
  const { id, workspace } = useWorkspace();
  const { configuration } = useSite();
  const { timeZone } = timeFormatOf(usePreferences(true));

  return (
    <>
      <PageTop workspace={workspace} title="Activity" />
      {workspace !== undefined &&
        (configuration.deployment === 'connected' ? (
          <Empty title="Your ClearML Server does not say who did what">It keeps no such list.</Empty>
        ) : workspace.actions?.includes('see_events') === true ? (
          <ActivitySection key={id} workspace={workspace} timeZone={timeZone} />
        ) : (
          <Empty title="Owners and admins see the activity">Your role in {workspace.name} does not allow that.</Empty>
        ))}
    </>
  );
}
