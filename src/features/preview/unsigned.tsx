import { Suspense } from 'react';
import { isBucketName } from '#lib/cloud-row.ts';
import { Notice } from '#ui/notice.tsx';
import type { PreviewPanelProps } from './preview-panel.tsx';
import type { Opened } from './source.ts';

interface UnsignedProps extends Pick<PreviewPanelProps, 'address' | 'AddKeys'>, Pick<Extract<Opened, { kind: 'source' }>, 'unkeyed'> {}

/** Says that an address lost its signature, and offers a row in its place. */
export const Unsigned = ({ address, AddKeys, unkeyed }: UnsignedProps) => (
  <>
    <Notice tone="warning" title="The signature of this address was taken out">
      It would stay in the history of this browser, so it is not used either. Where it lies in a bucket, a row with keys reads it.
    </Notice>
    <Suspense>
      <AddKeys {...(unkeyed ?? likelyPlace(address))} />
    </Suspense>
  </>
);

/** At a host that nothing is known of, the bucket is what the path begins with. */
const likelyPlace = (address: string): { readonly bucket: string; readonly host: string } => {
  const { origin, pathname } = new URL(address);
  const [, first = '', ...key] = pathname.split('/');
  return { bucket: key.length > 0 && isBucketName(first) ? first : '', host: origin };
};
