import { useState } from 'react';
import { useLocation } from 'react-router-dom';
import { number } from '#lib/count.ts';
import { rowTitle } from '#lib/row-name.ts';
import { Breadcrumb } from '#ui/breadcrumb.tsx';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { Reading } from '#ui/reading.tsx';
import { Status } from '#ui/status.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useSettled } from '#ui/use-settled.ts';
import { crumbsTo } from './crumbs.ts';
import { EntryTable } from './entry-table.tsx';
import { leaveList, leftList } from './left-lists.ts';
import styles from './preview.module.css';
import { Refusal } from './refusal.tsx';
import { useListing, type ListAsked } from './use-listing.ts';

/** What is in a bucket, in a folder of it, or at a host, to pick from. */
export const ListView = ({ row, bucket, prefix }: ListAsked) => {
  const { key } = useLocation();
  const [left] = useState(() => leftList(row, key));
  const [typed, setTyped] = useState(left?.begin ?? '');
  const begin = useSettled(typed);
  const asked = { row, bucket, prefix: prefix + begin };
  const { entries, page, more, complete, again, cancel, pending, cancelled, verdict } = useListing(asked, left?.page);
  const where = bucket === undefined ? 'Buckets' : `Objects in ${bucket}/${prefix}`;
  return (
    <section className={styles['object']} aria-label={where}>
      <Breadcrumb items={crumbsTo(row, bucket, prefix)} />
      <div className={styles['caption']}>
        {bucket !== undefined && (
          <TextField
            label="Begins with"
            mono
            autoComplete="off"
            spellCheck={false}
            defaultValue={left?.begin}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
        <span className={styles['host']}>Read with the row {rowTitle(row)}</span>
      </div>
      {verdict?.name === 'no_permission' && <NoListing what={bucket === undefined ? 'the buckets of this host' : 'this bucket'} />}
      {verdict !== undefined && verdict.name !== 'no_permission' && <Refusal verdict={verdict} onRetry={again} />}
      {entries?.length === 0 && !pending && verdict === undefined && !cancelled && (
        <Nothing begin={begin} what={bucket === undefined ? 'host' : 'bucket'} prefix={prefix} />
      )}
      {entries !== undefined && entries.length > 0 && (
        <EntryTable
          label={where}
          row={row}
          bucket={bucket}
          prefix={prefix}
          entries={entries}
          pending={pending}
          complete={complete}
          start={page === left?.page ? left?.place : undefined}
          onLeave={page && ((place) => leaveList(row, key, { begin, page, place }))}
        />
      )}
      {/* always there, or its first words would go unheard */}
      <Status>{entries === undefined || pending ? '' : `${number(entries.length)} shown${complete ? '' : ', there are more'}`}</Status>
      {pending && <Reading label="Listing" onCancel={cancel} />}
      {cancelled && <Empty title="Listing was cancelled" action={<Button onClick={again}>Read again</Button>} />}
      {more !== undefined && !cancelled && verdict === undefined && (
        <div className={styles['more']}>
          <Button pending={pending} onClick={more}>
            Load more
          </Button>
        </div>
      )}
    </section>
  );
};

const NoListing = ({ what }: { readonly what: string }) => (
  <Empty title="The keys may not list">
    They are accepted, but may not list {what}. Type the address of {what === 'this bucket' ? 'an object' : 'a bucket'} above instead.
  </Empty>
);

const Nothing = ({ begin, what, prefix }: { readonly begin: string; readonly what: 'host' | 'bucket'; readonly prefix: string }) => {
  if (begin !== '') return <Empty title="Nothing begins so">Upper and lower case differ.</Empty>;
  if (what === 'host') return <Empty title="No buckets">The keys see no bucket at this host.</Empty>;
  return prefix === '' ? (
    <Empty title="This bucket is empty" />
  ) : (
    <Empty title="Nothing is here">The bucket has nothing that begins so.</Empty>
  );
};
