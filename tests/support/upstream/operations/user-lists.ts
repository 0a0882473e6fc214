import { refusalSaying, type Fields } from '../recordings.ts';
import type { User } from '../state.ts';
import { callerOf, withoutUndefined, type Call, type Operations } from './operation.ts';

const row = ({ id, company, name, given_name, family_name, created_in_version, created }: User): Fields =>
  withoutUndefined({ id, company: company.id, name, given_name, family_name, created_in_version, created });

const colleagues = (call: Call): User[] => call.state.users.filter(({ company }) => company.id === callerOf(call).company);

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** ClearML's largest page. */
const pageMax = 500;

/** A page of the fields that `only_fields` names, in the order that `order_by` names. */
const selected = ({ fields }: Call, rows: readonly Fields[]): Fields => {
  const names = textsOf(fields['only_fields']).map((name) => name.split('.')[0]);
  const [order] = textsOf(fields['order_by']);
  const sorted = order === undefined ? rows : rows.toSorted((one, other) => (String(one[order]) < String(other[order]) ? -1 : 1));
  const isWanted = ([name]: readonly [string, unknown]): boolean => names.length === 0 || name === 'id' || names.includes(name);
  const size = Math.min(Number(fields['page_size'] ?? pageMax), pageMax);
  const from = Number(fields['page'] ?? 0) * size;
  return { users: sorted.slice(from, from + size).map((one) => Object.fromEntries(Object.entries(one).filter(isWanted))) };
};

/** JSON in ASCII, as the database keeps preferences. */
const inAscii = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

const byId = (call: Call): Fields => {
  const { user: id } = call.fields;
  const user = colleagues(call).find((one) => one.id === id);
  if (user === undefined) throw refusalSaying('fixed_104', `Invalid user id: id=${String(id)}, company=${callerOf(call).company}`, 301);
  const hasNone = Object.keys(user.preferences).length === 0;
  return { user: { ...row(user), ...(hasNone ? {} : { preferences: inAscii(user.preferences) }) } };
};

export const userLists: Operations = {
  'users.get_by_id': { needs: { user: 'str!' }, run: byId },
  'users.get_all': { run: (call) => selected(call, colleagues(call).map(row)) },
  'users.get_all_ex': {
    handlers: ['1.0', '2.8'],
    run: (call) =>
      selected(
        call,
        colleagues(call).map((user) => ({ ...row(user), company: user.company })),
      ),
  },
};
