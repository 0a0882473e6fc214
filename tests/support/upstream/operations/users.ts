import { isDeepStrictEqual } from 'node:util';
import { envelopeOf, refusal, refusalSaying, type Fields } from '../recordings.ts';
import { createdUser, mainCompany } from '../people.ts';
import type { User } from '../state.ts';
import { callerOf, ownUser, withoutUndefined, type Call, type Operations } from './operation.ts';

const shown = ({ id, name, given_name, family_name, avatar, created, created_in_version }: User): Fields =>
  withoutUndefined({ id, name, given_name, family_name, avatar, created, created_in_version });

const current = (call: Call): Fields => {
  const { user: id, role } = callerOf(call);
  const user = call.state.users.find((one) => one.id === id);
  if (user === undefined) throw refusalSaying('fixed_104', 'Invalid user (failed loading user)');
  return { ...envelopeOf('fixed_032').data, user: { ...shown(user), company: user.company, role } };
};

const refuseKeys = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    if (key.startsWith('$') || key.includes('.'))
      throw refusalSaying('fixed_051', `Invalid value for fields (Key ${key} is invalid. Keys cannot start with '$' or contain '.'.)`);
    refuseKeys(one);
  }
};

/** Each top-level key is replaced whole. */
const setPreferences = (call: Call): Fields => {
  const changes = call.fields['preferences'] as Fields; // it needs a dict
  refuseKeys(changes);
  if ('' in changes) throw refusalSaying('fixed_051', 'Malformed key and/or value', 305);
  const user = ownUser(call);
  const preferences = { ...user.preferences, ...changes };
  if (isDeepStrictEqual(preferences, user.preferences)) return { updated: 0, fields: {} };
  user.preferences = preferences;
  return { updated: 1, fields: { preferences } };
};

/** Anybody may change the names of anybody. */
const update = ({ fields, state }: Call): Fields => {
  const given = Object.entries(fields).filter(([name, value]) => ['name', 'given_name', 'family_name'].includes(name) && value !== null);
  const [wrong] = given.find(([, value]) => typeof value !== 'string') ?? [];
  if (wrong !== undefined)
    throw refusalSaying('fixed_133', `Data validation error (while updating user): ${wrong}=StringField only accepts string values`);
  const user = state.users.find(({ id }) => id === fields['user']);
  const changes = Object.fromEntries(given);
  if (user !== undefined) Object.assign(user, changes);
  return { fields: changes, updated: user === undefined || given.length === 0 ? 0 : 1 };
};

const create = ({ fields, state, rules }: Call): Fields => {
  const { name, company, email, given_name, family_name } = fields as Record<string, string>; // what it needs is text
  if (company !== mainCompany) throw refusal('open_009', { company: company ?? '' });
  if (!/^\S+@\S+\.\S+$/.test(email ?? '')) throw refusal('open_007', { email: `Invalid email address: ${email}` });
  if (state.users.some((user) => user.email === email)) throw refusalSaying('open_007', 'Value combination already exists', 801);
  const user = createdUser({ name: name ?? '', ...withoutUndefined({ email, given_name, family_name }) }, rules.serverVersion);
  state.users.push(user);
  return { id: user.id };
};

const editRole = ({ fields, state }: Call): Fields => {
  const user = state.users.find(({ id }) => id === fields['user']);
  if (user === undefined) throw refusalSaying('fixed_104', 'Invalid user id', 301);
  user.role = String(fields['role']);
  return { updated: 1, fields: { role: user.role } };
};

/** Everybody in the company owns it. */
const companies = (call: Call): Fields => {
  const { company } = ownUser(call);
  const owners = call.state.users
    .filter((user) => user.company.id === company.id)
    .map(({ id, name, avatar = null }) => ({ id, name, avatar }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return { companies: [{ ...company, allocated: owners.length, owners }] };
};

export const users: Operations = {
  'users.get_current_user': { run: current },
  'users.get_preferences': { run: (call) => ({ preferences: ownUser(call).preferences }) },
  'users.set_preferences': { needs: { preferences: 'dict!' }, run: setPreferences },
  'users.update': { needs: { user: 'str!' }, run: update },
  'auth.create_user': { roles: ['system', 'root', 'admin'], needs: { name: 'str!', company: 'str!', email: 'str!' }, run: create },
  'auth.edit_user': { roles: ['system', 'root', 'admin'], needs: { user: 'str!', role: 'str!' }, run: editRole },
  'organization.get_user_companies': { since: '2.12', run: companies },
};
