import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as activity from '#contract/activity.ts';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, organization } from '#contract/index.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, type Someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;

beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

const inTeam = () => ({ workspace: team.workspace });
const eventsOf = async (request = {}, who: Someone = team.owner) => (await who.browser.ok(activity.getEvents, request, inTeam())).events;

describe('what was done in a workspace', () => {
  test('check 54: is told newest first: who, what, whom, when and from where', async () => {
    await team.owner.browser.ok(organization.updateCompany, { name: 'Acme Vision' }, inTeam());
    server.clock.advance(1000);
    await team.owner.browser.ok(managing.setMemberRole, { user: team.member.id, role: 'admin' }, inTeam());
    const [newest, before] = await eventsOf();
    expect(newest).toEqual({
      id: expect.any(String),
      at: expect.stringMatching(/\+00:00$/),
      actor: team.owner.id,
      actor_name: 'Olga Owner',
      action: 'member.set_role',
      target: team.member.id,
      target_name: 'Mia Member',
      from: '127.0.0.1',
      detail: { from: 'member', role: 'admin' },
    });
    expect(before).toMatchObject({ action: 'workspace.rename', target: null, detail: { name: 'Acme Vision' } });
  });

  test('check 17: holds no secret of a link or a key', async () => {
    const { id } = await team.owner.browser.ok(invitations.createInvite, { note: 'for the team' }, inTeam());
    const { secret_key } = (await team.owner.browser.ok(auth.createCredentials, { label: 'ci' }, inTeam())).credentials;
    await team.outsider.browser.ok(login.joinCompany, { invite_id: id });
    const told = JSON.stringify(await eventsOf());
    expect(told).toContain('member.join');
    expect(told).not.toContain(id);
    expect(told).not.toContain(secret_key);
  });

  test('is for owners and admins of that workspace', async () => {
    await team.owner.browser.ok(organization.updateCompany, { name: 'Acme Vision' }, inTeam());
    expect(await eventsOf({}, team.admin)).toHaveLength(1);
    expect((await team.member.browser.call(activity.getEvents, {}, inTeam())).status).toBe(403);
    expect((await team.outsider.browser.call(activity.getEvents, {}, inTeam())).meta).toMatchObject({ result_subcode: 10 });
    expect(await team.outsider.browser.ok(activity.getEvents, {})).toEqual({ events: [], cursor: null });
  });

  test('can be narrowed to a person, an action and a span of time', async () => {
    await team.owner.browser.ok(organization.updateCompany, { name: 'Acme Vision' }, inTeam());
    await team.admin.browser.ok(auth.createCredentials, {}, inTeam());
    await team.owner.browser.ok(auth.createCredentials, {}, inTeam());
    expect(await eventsOf({ actor: team.admin.id })).toMatchObject([{ action: 'credentials.create' }]);
    expect(await eventsOf({ action: 'credentials.create' })).toHaveLength(2);
    expect(await eventsOf({ action: 'credentials.create', actor: team.owner.id })).toHaveLength(1);
    expect(await eventsOf({ actor: team.outsider.id })).toEqual([]);
    const at = new Date(server.parts.clock());
    const [before, after] = [new Date(at.getTime() - 3_600_000).toISOString(), new Date(at.getTime() + 3_600_000).toISOString()];
    expect(await eventsOf({ from: before, to: after })).toHaveLength(3);
    expect(await eventsOf({ from: after })).toEqual([]);
    expect(await eventsOf({ to: before.replace('Z', '+00:00') })).toEqual([]);
  });

  test('comes page by page, each once, also where many were done in one millisecond', async () => {
    for (let count = 0; count < 9; count += 1) await team.owner.browser.ok(auth.createCredentials, {}, inTeam());
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(cursor);
      seen.push(...page.events.map(({ id }) => id));
      ({ cursor } = page);
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(9);
    expect(seen).toHaveLength(9);
  });

  test.each([
    [{ cursor: 'W10' }, { cursor: 'format' }],
    [{ from: 'yesterday' }, { from: 'format' }],
    [{ to: '2026-13-01T00:00:00Z' }, { to: 'format' }],
    [{ from: '2026-01-01T00:00:00' }, { from: 'format' }],
    [{ action: 'member.join\u0000' }, { action: 'format' }],
    [{ page_size: 0 }, { page_size: 'range' }],
    [{ who: 'x' }, { who: 'unknown' }],
  ])('with %j is refused', async (request, fields) => {
    const answer = await team.owner.browser.call(activity.getEvents, request, inTeam());
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields } } });
  });
});

const read = (cursor: string | null | undefined) => team.owner.browser.ok(activity.getEvents, { page_size: 2, cursor }, inTeam());
