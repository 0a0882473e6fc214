import { Download, KeyRound } from 'lucide-react';
import { Suspense, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { organization } from '#contract/index.ts';
import { roles } from '#contract/policy.ts';
import { roleNames } from '#lib/role-names.ts';
import { Button } from '#ui/button.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { listingIn, queryOf, roleIn } from './listing.ts';
import type { MemberDialog } from './member-dialog.ts';
import { MembersList } from './members-list.tsx';
import styles from './members-table.module.css';
import { useOwnId, type Listing } from './queries.ts';
import { managesKeys, removes } from './rights.ts';
import { SearchField } from './search-field.tsx';
import { useSelection } from './use-selection.ts';

const MemberDialogs = lazily(() => import('./member-dialogs.tsx').then((file) => file.MemberDialogs));
const SelectionBar = lazily(() => import('./selection-bar.tsx').then((file) => file.SelectionBar));

/** Everybody in a workspace of any size: searched, filtered, sorted (which the address says), drawn only where one looks, and managed. */
export const MembersTable = ({ workspace }: { readonly workspace: organization.Workspace }) => {
  const [query, setQuery] = useSearchParams();
  const listing = useMemo(() => listingIn(query), [query]);
  const [dialog, setDialog] = useState<MemberDialog>();
  const selection = useSelection(listing);
  const me = useOwnId();
  // on top of what the address says by now, which what is drawn may lag behind
  const list = (change: Partial<Listing>, replace = false): void =>
    setQuery(queryOf({ ...listingIn(new URLSearchParams(location.search)), ...change }), { replace });

  return (
    <div className={styles['members']}>
      <div className={styles['tools']}>
        <div className={styles['filters']}>
          <SearchField search={listing.search} onSearch={(search) => list({ search }, true)} />
          <SelectField
            label="Role"
            value={listing.role}
            options={[{ value: 'any', label: 'Any role' }, ...roles.map((value) => ({ value, label: roleNames[value] }))]}
            onChange={({ target }) => list({ role: roleIn(target.value) })}
          />
        </div>
        <div className={styles['buttons']} onPointerEnter={MemberDialogs.preload} onFocus={MemberDialogs.preload}>
          {managesKeys(workspace) && (
            <Button icon={<KeyRound aria-hidden="true" />} onClick={() => setDialog({ kind: 'find' })}>
              Find a key
            </Button>
          )}
          <Button icon={<Download aria-hidden="true" />} onClick={() => setDialog({ kind: 'export', listing })}>
            Export as CSV
          </Button>
        </div>
      </div>
      <MembersList
        workspace={workspace}
        me={me}
        listing={listing}
        onSort={(orderBy) => list({ orderBy })}
        selection={selection}
        onOpen={setDialog}
        onReach={MemberDialogs.preload}
      />
      {removes(workspace) && (
        <Suspense>
          <SelectionBar workspace={workspace} selection={selection} onOpen={setDialog} />
        </Suspense>
      )}
      <Over>
        {dialog !== undefined && (
          <MemberDialogs workspace={workspace} dialog={dialog} selection={selection} onClose={() => setDialog(undefined)} />
        )}
      </Over>
    </div>
  );
};
