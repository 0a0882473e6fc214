import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router-dom';
import { base } from '#api/base.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { withoutSecrets } from '#lib/without-secrets.ts';
import { Empty } from '#ui/empty.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { AddressForm } from './address-form.tsx';
import { ObjectView } from './object-view.tsx';
import { open } from './source.ts';
import { problemCopy } from './problem-copy.ts';
import { Refusal } from './refusal.tsx';

interface PreviewPanelProps {
  /** from the page's own address; signatures and user-info are taken out of it before anything else happens */
  readonly address: string;
  /** the keys to read with; undefined while they load */
  readonly rows: readonly CloudRow[] | undefined;
}

/** Shows an object of a bucket, read by this browser with the keys of Web App Cloud Access. */
export const PreviewPanel = ({ address, rows }: PreviewPanelProps) => {
  const [, setSearch] = useSearchParams();
  const bare = withoutSecrets(address);
  if (bare !== address) return <Navigate replace to={{ search: new URLSearchParams({ url: bare }).toString() }} />;
  return (
    <>
      <AddressForm key={address} address={address} onOpen={(url) => setSearch({ url })} />
      <Shown key={`at ${address}`} address={address} rows={rows} />
    </>
  );
};

const Shown = ({ address, rows }: PreviewPanelProps) => {
  const [now, setNow] = useState(Date.now);
  if (address === '')
    return <Empty title="Nothing opened yet">Enter the address of an object, such as s3://bucket/folder/image.png.</Empty>;
  if (rows === undefined) return <Skeleton label="Loading your access keys" lines={8} />;
  const again = (): void => setNow(Date.now());

  const opened = open(address, rows, location.protocol, now);
  switch (opened.kind) {
    case 'source':
      return <ObjectView key={now} source={opened.source} onRetry={again} />;
    case 'verdict':
      return <Refusal verdict={opened.verdict} onRetry={again} />;
    case 'no_row':
      return (
        <Empty title="No keys for this bucket" action={<TextLink href={`${base}profile#cloud-access`}>Open Web App Cloud Access</TextLink>}>
          Web App Cloud Access has no row for the bucket {opened.bucket} {opened.host === undefined ? 'at AWS' : `at ${opened.host}`}. Add
          one with exactly this bucket and host.
        </Empty>
      );
    case 'problem':
      return <Empty title="This address cannot be opened">{problemCopy[opened.problem]}</Empty>;
  }
};
