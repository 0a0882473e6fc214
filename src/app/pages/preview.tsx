import { useSearchParams } from 'react-router-dom';
import { useCloudKeys } from '#features/cloud-access/use-cloud-keys.ts';
import { PreviewPanel } from '#features/preview/preview-panel.tsx';
import { lazily } from '#ui/lazily.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';

const AddKeys = lazily(() => import('#features/cloud-access/add-keys.tsx').then((file) => file.AddKeys));

/** What is in buckets, read with the keys of this browser. */
export default function PreviewPage() {
  usePageTitle('Preview');
  const [search] = useSearchParams();
  const { keys } = useCloudKeys();
  return (
    <>
      <PageHeading>Preview</PageHeading>
      <PreviewPanel address={search.get('url') ?? ''} rows={keys.status === 'ready' ? keys.rows : undefined} AddKeys={AddKeys} />
    </>
  );
}
