import { call } from '#api/call.ts';
import { limits, organization } from '#contract/index.ts';
import { byteOrderMark, csvRecord } from '#lib/csv.ts';
import { inFileName } from '#lib/file-name.ts';
import { roleNames } from '#lib/role-names.ts';
import { parseTime } from '#lib/time-format.ts';
import { requestFor, type Listing } from './queries.ts';

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

const record = ({ name, email, role, joined, last_active, credentials }: organization.Member): string =>
  csvRecord([name, email, roleNames[role], iso(joined), iso(last_active), String(credentials)]);

/** All members that match, as a CSV file. Throws ApiError, or the signal's AbortError. */
export const exportMembers = async ({ workspace, listing, signal, onProgress }: Wanted): Promise<{ file: Blob; members: number }> => {
  const parts = [byteOrderMark, csvRecord(['Name', 'E-mail', 'Role', 'Joined', 'Last active', 'Keys'])];
  const request = { ...requestFor(listing), page_size: limits.membersPageMax };
  let done = 0;
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page: { members: organization.Member[]; total: number; cursor: string | null } = await call(
      organization.getMembers,
      cursor === null ? request : { ...request, cursor },
      { workspace, signal },
    );
    parts.push(page.members.map(record).join(''));
    done += page.members.length;
    onProgress({ done, total: page.total });
    cursor = page.cursor;
  }
  return { file: new Blob(parts, { type: 'text/csv;charset=utf-8' }), members: done };
};

/** What the file is called; `now` in ms. */
export const exportName = (workspace: string, now: number): string =>
  `${inFileName(workspace)}-members-${new Date(now).toISOString().slice(0, 10)}.csv`;
