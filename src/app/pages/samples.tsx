import { useSearchParams } from 'react-router-dom';
import { useCloudKeys } from '#features/cloud-access/use-cloud-keys.ts';
import { SamplesPanel } from '#features/samples/samples-panel.tsx';
import { Empty } from '#ui/empty.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { href } from '../href.ts';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';
import { useSite } from '../use-site.ts';

/** The debug samples of a task, read with the keys of this browser. */
export default function SamplesPage() {
  usePageTitle('Debug samples');
  const [search] = useSearchParams();
  const { configuration } = useSite();
  const { keys } = useCloudKeys();
  return (
    <>
      <PageHeading>Debug samples</PageHeading>
      {configuration.deployment === 'connected' ? (
        <SamplesPanel
          task={search.get('task') ?? ''}
          rows={keys.status === 'ready' ? keys.rows : undefined}
          filesServer={configuration.displayedServerUrls?.filesServer}
        />
      ) : (
        <Empty title="There are no tasks on this server" action={<TextLink href={href('/preview')}>Open Preview</TextLink>}>
          Debug samples are shown where this page stands in front of a ClearML Server. Preview opens any object by its address.
        </Empty>
      )}
    </>
  );
}
