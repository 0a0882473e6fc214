import { withAccount } from '#lib/azure-account.ts';
import { isSamePlace, rowProblems, tidyRow, type CloudRow, type RowFields } from '#lib/cloud-row.ts';
import { readClearmlKeys } from '#lib/clearml-keys.ts';
import { count } from '#lib/count.ts';
import { pastedRow, type Pasted, type PastedRow } from '#lib/pasted-row.ts';
import { keyRing } from './own-key-ring.ts';
import { newRowId } from './vault.ts';

export const emptyRow: RowFields = { bucket: '', key: '', secret: '', token: '', region: '', host: '', style: '' };

/** A row that was found in a text, beside the rows that are there. */
export interface Candidate extends PastedRow {
  /** its place in the text */
  readonly at: number;
  /** what was found of it, tidied */
  readonly row: RowFields;
  /** `part`: not all that a row needs; `known`: there already; `renews`: other keys for a row that is there */
  readonly standing: 'new' | 'part' | 'known' | 'renews';
  /** the row that is there for the same bucket and host */
  readonly present: CloudRow | undefined;
}

const hasSameKeys = (a: RowFields, b: RowFields): boolean => a.key === b.key && a.secret === b.secret && a.token === b.token;

const candidateOf = (found: PastedRow, at: number, rows: readonly CloudRow[]): Candidate => {
  const row = tidyRow(withAccount({ ...emptyRow, ...found.fields }));
  const present = rows.find((other) => isSamePlace(other, row));
  const isPart = Object.keys(rowProblems(row)).length > 0;
  const standing = isPart ? 'part' : present === undefined ? 'new' : hasSameKeys(present, row) ? 'known' : 'renews';
  return { ...found, at, row, standing, present };
};

/** What was found, judged beside the rows that are there. */
export const candidatesOf = ({ rows: found }: Pasted, rows: readonly CloudRow[]): Candidate[] =>
  found.map((one, at) => candidateOf(one, at, rows));

/** What ClearML's own pages keep, from the text of their entry. */
export const pastedKeys = (entry: string | null): Pasted => ({
  rows: readClearmlKeys(entry).flatMap((fields) => pastedRow(fields)),
  notes: [],
});

/** Whether two cannot be taken together: they are for one place, or one is a part that a person has to complete. */
const exclude = (a: Candidate, b: Candidate): boolean => a.standing === 'part' || b.standing === 'part' || isSamePlace(a.row, b.row);

/** What is ticked after one more is; `several`: more than one may be. */
export const tick = (ticked: readonly Candidate[], one: Candidate, several: boolean): Candidate[] =>
  several ? [...ticked.filter((other) => !exclude(one, other)), one] : [one];

/** What is ticked at first: all that is complete and new here, else the first that is of any use. */
export const tickedAtFirst = (all: readonly Candidate[], several: boolean): Candidate[] => {
  const useful = all.filter(({ standing }) => standing !== 'known');
  const whole = useful.filter(({ standing }) => standing !== 'part');
  const first = (whole.length > 0 ? whole : useful).slice(0, several && whole.length > 0 ? undefined : 1);
  const ticked: Candidate[] = [];
  for (const one of first) if (!ticked.some((other) => exclude(one, other))) ticked.push(one);
  return ticked;
};

/** A row that is there keeps what the text does not name. */
const storedOf = ({ row, present, fields }: Candidate, freshId: string): CloudRow => {
  const named = Object.fromEntries(Object.entries(row).filter(([name]) => name in fields));
  return present === undefined ? { ...row, id: freshId } : { ...present, ...named };
};

/** Stores rows, each in place of the one that it renews, and answers what to say of it. */
export const storeRows = async (account: string, taken: readonly Candidate[]): Promise<string> => {
  for (const [at, one] of taken.entries()) await keyRing.save(account, storedOf(one, newRowId(Date.now() + at)));
  const keys = keyRing.read(account);
  return `${count(taken.length, 'row')} ${keys.status === 'ready' && keys.keeping === 'browser' ? 'stored' : 'kept in this tab'}`;
};
