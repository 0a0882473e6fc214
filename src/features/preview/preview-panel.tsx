import { Suspense, useState, type ComponentType } from 'react';
import { Navigate, useLocation, useNavigate, type To } from 'react-router-dom';
import { hostHint } from '#lib/host-hint.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { hostName } from '#lib/row-name.ts';
import { bareAddress, bareSearch, leftOf, readLeft, type Left } from '#lib/preview-search.ts';
import { Breadcrumb } from '#ui/breadcrumb.tsx';
import { Empty } from '#ui/empty.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { AddressForm } from './address-form.tsx';
import { crumbsTo } from './crumbs.ts';
import { ObjectView } from './object-view.tsx';
import { OnEdit } from './on-edit.ts';
import { Refusal } from './refusal.tsx';
import { rowOf, type Opened } from './source.ts';
import { Start } from './start.tsx';
import { useOpened } from './use-opened.ts';

const NotOpened = lazily(() => import('./not-opened.tsx').then((file) => file.NotOpened));
const Unsigned = lazily(() => import('./unsigned.tsx').then((file) => file.Unsigned));
const ListView = lazily(() => import('./list-view.tsx').then((file) => file.ListView));

export interface PreviewPanelProps {
  /** from the page's own address, of which signatures and user-info are gone */
  readonly address: string;
  /** the keys to read with; undefined while they load */
  readonly rows: readonly CloudRow[] | undefined;
  /** the way to add keys for a bucket (empty: all) and host (empty: AWS) that have none */
  readonly AddKeys: ComponentType<{ readonly bucket: string; readonly host: string }>;
  /** changes the keys that were read with */
  readonly EditKeys: ComponentType<{ readonly row: CloudRow; readonly onClose: () => void }>;
}

/** Shows an object of a bucket, or what is in it, read by this browser with the keys of Web App Cloud Access. */
export const PreviewPanel = (props: PreviewPanelProps) => {
  const { address } = props;
  const { key, search, hash, state } = useLocation();
  const navigate = useNavigate();
  const [isNone, setIsNone] = useState(false);
  // the loader does not see the fragment of an address that one comes back to after the log-in
  if (hash !== '') return <Navigate replace to={{ search: bareSearch(search, hash) ?? search }} />;
  const said = readLeft(search);
  if (said !== undefined) return <Navigate replace to={toAddress(address)} state={said} />;
  const left = leftIn(state);
  const open = (typed: string): void => {
    const lost = leftOf(typed);
    setIsNone(lost.text);
    // what is no address stays where it was typed
    if (!lost.text) void navigate(toAddress(bareAddress(typed)), { state: lost });
  };
  return (
    <>
      {/* another one at each opening: what was typed does not stay where it is not kept */}
      <AddressForm key={key} address={address} onOpen={open} />
      {isNone || left.text ? (
        <Suspense>
          <NotOpened problem="unknown_scheme" />
        </Suspense>
      ) : left.userInfo ? (
        <Suspense>
          <NotOpened
            problem="user_info"
            unsigned={left.signature}
            onOpen={() => void navigate(toAddress(address), { state: { ...left, userInfo: false } })}
          />
        </Suspense>
      ) : (
        <Shown key={`at ${address}`} {...props} unsigned={left.signature} />
      )}
    </>
  );
};

/** What an address lost stands in the state of its entry of the history: one with user-info stays unopened by a reload too. */
const leftIn = (state: unknown): Left => ({
  userInfo: typeof state === 'object' && state !== null && 'userInfo' in state && state.userInfo === true,
  signature: typeof state === 'object' && state !== null && 'signature' in state && state.signature === true,
  text: typeof state === 'object' && state !== null && 'text' in state && state.text === true,
});

const toAddress = (address: string): To => ({ search: new URLSearchParams({ url: address }).toString() });

interface ShownProps extends PreviewPanelProps {
  /** the address lost its signature */
  readonly unsigned: boolean;
}

const Shown = ({ address, rows, AddKeys, EditKeys, unsigned }: ShownProps) => {
  const { opened, again } = useOpened(address, rows);
  const [edited, setEdited] = useState<CloudRow>();
  if (address === '' && rows !== undefined) return <Start rows={rows} />;
  if (opened === undefined) return <Skeleton label="Loading your access keys" lines={8} />;
  const row = rowOf(opened);

  return (
    <>
      <OnEdit value={row === undefined || edited !== undefined ? undefined : () => setEdited(row)}>
        <View opened={opened} AddKeys={AddKeys} onRetry={again} />
      </OnEdit>
      {opened.kind === 'source' && row === undefined && (
        <Suspense>
          {unsigned ? (
            <Unsigned address={address} AddKeys={AddKeys} unkeyed={opened.unkeyed} />
          ) : (
            opened.unkeyed && <AddKeys {...opened.unkeyed} />
          )}
        </Suspense>
      )}
      {/* beside what is shown: what is typed outlives another attempt */}
      <Suspense>{edited !== undefined && <EditKeys row={edited} onClose={() => setEdited(undefined)} />}</Suspense>
    </>
  );
};

interface ViewProps extends Pick<PreviewPanelProps, 'AddKeys'> {
  readonly opened: Opened;
  readonly onRetry: () => void;
}

const View = ({ opened, AddKeys, onRetry }: ViewProps) => {
  switch (opened.kind) {
    case 'source': {
      const { place } = opened.source;
      return (
        <>
          {place !== undefined && <Breadcrumb items={crumbsTo(place.row, place.bucket, place.key)} />}
          <ObjectView source={opened.source} onRetry={onRetry} />
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
      return <Refusal verdict={opened.verdict} onRetry={onRetry} />;
    case 'no_row':
      return <NoRow bucket={opened.bucket} host={opened.host} AddKeys={AddKeys} />;
    case 'problem':
      return (
        <Suspense>
          <NotOpened problem={opened.problem} />
        </Suspense>
      );
  }
};

interface NoRowProps extends Pick<PreviewPanelProps, 'AddKeys'> {
  readonly bucket: string;
  readonly host: string | undefined;
}

const NoRow = ({ bucket, host, AddKeys }: NoRowProps) => (
  <>
    <Empty title="No keys for this bucket">
      Web App Cloud Access has no row for {bucket !== '' && `the bucket ${bucket} at ${hostName(host ?? '')}, and none for `}
      all buckets {bucket === '' ? `at ${hostName(host ?? '')}` : 'there'}.{` ${hostHint({ bucket, host: host ?? '' })}`}
    </Empty>
    <Suspense>
      <AddKeys bucket={bucket} host={host ?? ''} />
    </Suspense>
  </>
);
