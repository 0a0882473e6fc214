import { Navigate, useSearchParams } from 'react-router-dom';
import { useCloudKeys } from '#features/cloud-access/use-cloud-keys.ts';
import { PreviewPanel } from '#features/preview/preview-panel.tsx';
import { taskOf } from '#lib/task-address.ts';
import { lazily } from '#ui/lazily.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';
import { samplesPath } from '../paths.ts';
import { useSite } from '../use-site.ts';

const AddKeys = lazily(() => import('#features/cloud-access/add-keys.tsx').then((file) => file.AddKeys));
const EditKeys = lazily(() => import('#features/cloud-access/edit-keys.tsx').then((file) => file.EditKeys));

/** What is in buckets, read with the keys of this browser. */
export default function PreviewPage() {
  usePageTitle('Preview');
  const [search] = useSearchParams();
  const { keys } = useCloudKeys();
  const { configuration } = useSite();
  const address = search.get('url') ?? '';
  const task = configuration.deployment === 'connected' ? taskOf(address) : undefined;
  if (task !== undefined) return <Navigate replace to={samplesPath(task)} />;
  return (
    <>
      <PageHeading>Preview</PageHeading>
      <PreviewPanel address={address} rows={keys.status === 'ready' ? keys.rows : undefined} AddKeys={AddKeys} EditKeys={EditKeys} />
    </>
  );
}
