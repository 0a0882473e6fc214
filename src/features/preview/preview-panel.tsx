import { Suspense, type ComponentType } from 'react';
import { Navigate, useSearchParams } from 'react-router-dom';
import { addressProblemCopy } from '#lib/address-problem-copy.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { hostName } from '#lib/row-name.ts';
import { withoutSecrets } from '#lib/without-secrets.ts';
import { Breadcrumb } from '#ui/breadcrumb.tsx';
import { Empty } from '#ui/empty.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { AddressForm } from './address-form.tsx';
import { crumbsTo } from './crumbs.ts';
import { ObjectView } from './object-view.tsx';
import { Refusal } from './refusal.tsx';
import { useOpened } from './use-opened.ts';

const ListView = lazily(() => import('./list-view.tsx').then((file) => file.ListView));

interface PreviewPanelProps {
  /** from the page's own address; signatures and user-info are taken out of it before anything else happens */
  readonly address: string;
  /** the keys to read with; undefined while they load */
  readonly rows: readonly CloudRow[] | undefined;
  /** the way to add keys for a bucket (empty: all) and host (empty: AWS) that have none */
  readonly AddKeys: ComponentType<{ readonly bucket: string; readonly host: string }>;
}

/** Shows an object of a bucket, or what is in it, read by this browser with the keys of Web App Cloud Access. */
export const PreviewPanel = (props: PreviewPanelProps) => {
  const { address } = props;
  const [, setSearch] = useSearchParams();
  const bare = withoutSecrets(address);
  if (bare !== address) return <Navigate replace to={{ search: new URLSearchParams({ url: bare }).toString() }} />;
  return (
    <>
      <AddressForm key={address} address={address} onOpen={(url) => setSearch({ url })} />
      <Shown key={`at ${address}`} {...props} />
    </>
  );
};

const Shown = ({ address, rows, AddKeys }: PreviewPanelProps) => {
  const { opened, again } = useOpened(address, rows);
  if (address === '')
    return <Empty title="Nothing opened yet">Enter the address of an object or a bucket, such as s3://bucket/folder/image.png.</Empty>;
  if (opened === undefined) return <Skeleton label="Loading your access keys" lines={8} />;

  switch (opened.kind) {
    case 'source': {
      const { place } = opened.source;
      return (
        <>
          {place !== undefined && <Breadcrumb items={crumbsTo(place.row, place.bucket, place.key)} />}
          <ObjectView source={opened.source} onRetry={again} />
        </>
      );
    }
    case 'list':
      return (
        <Suspense fallback={<Skeleton label="Listing" lines={8} />}>
          <ListView row={opened.row} bucket={opened.bucket} prefix={opened.prefix} />
        </Suspense>
      );
    case 'verdict':
      return <Refusal verdict={opened.verdict} onRetry={again} />;
    case 'no_row':
      return (
        <>
          <Empty title="No keys for this bucket">
            Web App Cloud Access has no row for {opened.bucket === '' ? 'all buckets' : `the bucket ${opened.bucket}`} at{' '}
            {hostName(opened.host ?? '')}, and none for all buckets there.
          </Empty>
          <Suspense>
            <AddKeys bucket={opened.bucket} host={opened.host ?? ''} />
          </Suspense>
        </>
      );
    case 'problem':
      return <Empty title="This address cannot be opened">{addressProblemCopy[opened.problem]}</Empty>;
  }
};
