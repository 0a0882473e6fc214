import { call } from '#api/call.ts';
import type { organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { byteOrderMark, csvRecord } from '#lib/csv.ts';
import { inFileName } from '#lib/file-name.ts';
import { roleNames } from '#lib/role-names.ts';
import { sortName } from '#lib/sort-name.ts';
import { parseTime } from '#lib/time-format.ts';
import { requestFor, type Listing } from './queries.ts';
import { fieldOf, sortOf, type SortField } from './sorting.ts';

/** How many members have been read, of so many in the workspace. */
export interface Exported {
  readonly done: number;
  readonly total: number;
}

interface Wanted {
  /** its id */
  readonly workspace: string;
  readonly listing: Listing;
  readonly signal: AbortSignal;
  readonly onProgress: (exported: Exported) => void;
}

const iso = (time: string | null | undefined): string => parseTime(time)?.toISOString() ?? '';

/** What the list is sorted by, as the server compares it, and then by id; who was never active comes before who was. */
const keys: Record<SortField, (member: organization.Member) => string> = {
  name: ({ name }) => sortName(name),
  joined: ({ joined }) => iso(joined),
  last_active: ({ last_active }) => iso(last_active),
};

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

const inOrder = (members: readonly organization.Member[], orderBy: Listing['orderBy']): readonly organization.Member[] => {
  const keyOf = keys[fieldOf(orderBy)];
  const keyed = members.map((member) => ({ member, key: keyOf(member) }));
  const turn = sortOf(fieldOf(orderBy), orderBy) === 'ascending' ? 1 : -1;
  return keyed.toSorted((a, b) => turn * (compare(a.key, b.key) || compare(a.member.id, b.member.id))).map(({ member }) => member);
};

const record = ({ name, email, role, joined, last_active, credentials, disabled }: organization.Member): string =>
  csvRecord([name, email, roleNames[role], iso(joined), iso(last_active), String(credentials), disabled ? 'Disabled' : '']);

/**
 * All members that match, as a CSV file in the order of the list. Throws ApiError, or the signal's AbortError. They are read in the order of joining,
 * which never changes: by name, whoever is renamed meanwhile would be missing or there twice.
 */
export const exportMembers = async ({ workspace, listing, signal, onProgress }: Wanted): Promise<{ file: Blob; members: number }> => {
  const request = { ...requestFor({ ...listing, orderBy: 'joined' }), page_size: limits.membersPageMax };
  /** by id: whoever left and came back meanwhile is met twice */
  const members = new Map<string, organization.Member>();
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page: { members: organization.Member[]; total: number; cursor: string | null } = await call(
      'organization.get_members',
      cursor === null ? request : { ...request, cursor },
      { workspace, signal },
    );
    for (const member of page.members) members.set(member.id, member);
    onProgress({ done: members.size, total: page.total });
    cursor = page.cursor;
  }
  const head = csvRecord(['Name', 'E-mail', 'Role', 'Joined', 'Last active', 'Keys', 'Account']);
  const parts = [byteOrderMark, head, ...inOrder([...members.values()], listing.orderBy).map(record)];
  return { file: new Blob(parts, { type: 'text/csv;charset=utf-8' }), members: members.size };
};

/** What the file is called; `now` in ms. */
export const exportName = (workspace: string, now: number): string =>
  `${inFileName(workspace)}-members-${new Date(now).toISOString().slice(0, 10)}.csv`;
