import { auth, invitations, organization, server as serverOperations, type Operation } from '#contract/index.ts';
import { runAdmin } from '#server/admin.ts';
import { createApp } from '#server/app.ts';
import { isSince } from '#server/path.ts';
import { handlers } from '#server/services/index.ts';
import { TestClient, type Answer } from './client.ts';
import { addMember, logIn, samplePassword } from './people.ts';
import type { TestServer } from './server.ts';
import { someone, type Someone } from './team.ts';

/** People made for a few calls alone, who are in nobody else's way. */
export interface Scene {
  readonly server: TestServer;
  readonly owner: Someone;
  readonly member: Someone;
  /** of owner and member, nobody's personal one */
  readonly workspace: string;
}

type Plan = (scene: Scene) => Promise<object> | object;

const keyIn = async ({ owner, workspace }: Scene): Promise<{ access_key: string }> => {
  const { access_key } = (await owner.browser.ok(auth.createCredentials, { label: 'old' }, { workspace })).credentials;
  return { access_key };
};
const linkElsewhere = async ({ server }: Scene): Promise<{ invite_id: string }> => {
  const { browser, workspace } = await someone(server);
  return { invite_id: (await browser.ok(invitations.createInvite, {}, { workspace })).id };
};
const passwordLink = async ({ server, owner }: Scene): Promise<string> => {
  const lines: string[] = [];
  await runAdmin(server.parts, ['reset-password', owner.email], (line) => void lines.push(line));
  return lines.at(-1)?.split('#')[1] ?? '';
};

/** Of each operation with required fields, or that would change nothing without any, a request that the owner may make. */
const plans: Readonly<Record<string, Plan>> = {
  'login.get_invite_info': linkElsewhere,
  'login.get_password_link_info': async (scene) => ({ link_id: await passwordLink(scene) }),
  'storage.probe_url': () => ({ url: 'https://bucket.example/a.txt' }),
  'users.get_by_id': ({ member }) => ({ user: member.id }),
  'login.set_password': async (scene) => ({ link_id: await passwordLink(scene), password: 'another harbour 43' }),
  'login.signup_user': ({ owner }) => ({ email: `new-${owner.email}`, name: 'New Sample', password: 'another harbour 43' }),
  'login.join_company': linkElsewhere,
  'login.leave_company': async ({ owner, server }) => {
    const company_id = (await someone(server)).workspace;
    await addMember(server, company_id, owner.id);
    return { company_id };
  },
  'server.report_stats_option': () => ({ enabled: true }),
  'users.set_preferences': () => ({ preferences: { views: { theme: 'dark' } } }),
  'users.update_preferences': () => ({ changes: [{ path: ['views', 'theme'], value: 'dark' }] }),
  'users.update': ({ owner }) => ({ user: owner.id, name: 'New Sample' }),
  'users.delete_account': async ({ server, member }) => {
    await server.store.db.updateTable('memberships').set({ role: 'owner' }).where('user_id', '=', member.id).execute();
    return { password: samplePassword };
  },
  'auth.change_password': () => ({ current_password: samplePassword, new_password: 'another harbour 43' }),
  'auth.revoke_sessions': async ({ server, owner }) => {
    await logIn(server, owner);
    return { all_others: true };
  },
  'auth.create_credentials': () => ({ label: 'new' }),
  'auth.edit_credentials': async (scene) => ({ ...(await keyIn(scene)), label: 'new' }),
  'auth.revoke_credentials': keyIn,
  'auth.rotate_credentials': async (scene) => ({ ...(await keyIn(scene)), overlap_sec: 60 }),
  'organization.create_company': () => ({ name: 'Acme Vision' }),
  'organization.update_company': () => ({ name: 'Acme Vision' }),
  'organization.delete_company': () => ({ name: 'Acme' }),
  'organization.create_invite': () => ({ note: 'new' }),
  'organization.revoke_invites': async ({ owner, workspace }) => ({
    invites: [(await owner.browser.ok(invitations.createInvite, {}, { workspace })).id],
  }),
  'organization.set_member_role': ({ member }) => ({ user: member.id, role: 'admin' }),
  'organization.remove_member': ({ member }) => ({ user: member.id }),
};

const isReserved = ({ roles }: Operation): boolean => roles !== null && !roles.includes('user');

/** All operations that somebody here may call, each in its newest version. */
export const operations: readonly Operation[] = handlers
  .map(({ operation }) => operation)
  .filter((one) => !isReserved(one))
  .filter(({ name, since }, _at, all) => all.every((other) => other.name !== name || isSince(since, other.since)));

export const makeScene = async (server: TestServer): Promise<Scene> => {
  const [owner, member] = [await someone(server), await someone(server)];
  const { id: workspace } = await owner.browser.ok(organization.createCompany, { name: 'Acme' });
  await addMember(server, workspace, member.id);
  // the first call in a workspace notes that somebody was active
  await owner.browser.ok(organization.getUserCompanies, {}, { workspace });
  return { server, owner, member, workspace };
};

/** What of a call is not the owner's usual one. */
interface Unusual {
  /** fields beside those of the request */
  readonly extra?: object;
  readonly address?: string;
}

export interface Sample {
  readonly request: object;
  /** Sends it as the owner's page does; it succeeds, and a write changes something. */
  readonly send: (unusual?: Unusual) => Promise<Answer>;
}

/** What a server of one company only does. */
const onlyAtHome: ReadonlySet<string> = new Set([serverOperations.reportStatsOption.name, serverOperations.getUsageReport.name]);

/** The owner's browser at such a server, on the same database. */
const atHome = ({ server: { parts }, owner }: Scene): TestClient => {
  const app = createApp({ ...parts, settings: { ...parts.settings, deployment: 'self-hosted' } });
  const browser = new TestClient(app, 'http://localhost:8080/');
  for (const [name, value] of owner.browser.cookies) browser.cookies.set(name, value);
  return browser;
};

/** Prepares a call of an operation by the owner. */
export const prepare = async (scene: Scene, operation: Operation): Promise<Sample> => {
  const { owner, workspace } = scene;
  const request = (await plans[operation.name]?.(scene)) ?? {};
  const browser = onlyAtHome.has(operation.name) ? atHome(scene) : owner.browser;
  return {
    request,
    send: ({ extra = {}, address = '127.0.0.1' } = {}) => browser.call(operation, { ...request, ...extra }, { address, workspace }),
  };
};
