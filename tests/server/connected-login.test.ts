import { afterEach, describe, expect, test } from 'vitest';
import { auth, login, users } from '#contract/index.ts';
import { openConnected, type ConnectedSite } from '#tests/support/connected.ts';
import { startStandIn, type StandIn, type StandInOptions } from '#tests/support/upstream/stand-in.ts';

const webPair = { key: 'WEBKEY', secret: 'web-pair-of-the-tests' };
let clearml: StandIn;
afterEach(() => clearml.close());

const open = async (options: StandInOptions = {}, pair: typeof webPair | null = webPair): Promise<ConnectedSite> => {
  clearml = await startStandIn({ mode: 'simple', webPair, ...options });
  return openConnected({ apiUrl: clearml.url, webPair: pair }, { webUrl: clearml.webUrl });
};

describe('where a name is enough', () => {
  test('who is there is offered, by any part of the name, and never ClearML’s own identities', async () => {
    const client = (await open()).client();
    const names = (await client.ok(login.simpleUsers, {})).users.map(({ name }) => name);
    expect(names).toContain('Jane Doe');
    expect(names).not.toContain('Default User');
    expect((await client.ok(login.simpleUsers, { search: 'ANE d' })).users).toEqual([
      { id: clearml.user('Jane Doe').id, name: 'Jane Doe' },
    ]);
  });

  test('one logs in as one of them', async () => {
    const client = (await open()).client();
    await client.ok(login.simple, { user: clearml.user('Jane Doe').id });
    expect((await client.ok(users.getCurrentUser, {})).user.name).toBe('Jane Doe');
  });

  test('a new name makes a user, and the same name later finds it again', async () => {
    const site = await open();
    const [first, second] = [site.client(), site.client()];
    await first.ok(login.simple, { name: 'Zoë Sample' });
    await second.ok(login.simple, { name: 'Zoë Sample' });
    const ids = await Promise.all([first, second].map(async (client) => (await client.ok(users.getCurrentUser, {})).user.id));
    expect(ids[0]).toBe(ids[1]);
  });

  test('an identity that is not offered is refused', async () => {
    const client = (await open()).client();
    expect((await client.call(login.simple, { user: '__tests__' })).meta.error_data).toMatchObject({ error: 'invalid_user_id' });
    expect((await client.call(login.simple, { user: 'nobody' })).status).toBe(400);
    expect(client.cookies.size).toBe(0);
  });

  test('the pair is read from the web server where the settings have none, and asked for by name where it cannot be', async () => {
    const client = (await open({}, null)).client();
    expect((await client.call(login.simpleUsers)).status).toBe(200);
    await clearml.close();
    clearml = await startStandIn({ mode: 'simple', webPair });
    const lost = openConnected({ apiUrl: clearml.url }, { webUrl: clearml.url }).client();
    const { meta } = await lost.call(login.simpleUsers);
    expect(meta.error_data).toMatchObject({ error: 'web_pair_missing' });
    expect(meta.result_msg).toContain('CLEARML_WEB_KEY');
  });

  test('a pair that is refused names the settings', async () => {
    const client = (await open({ refusesWebPair: true })).client();
    const { meta } = await client.call(login.simpleUsers);
    expect(meta.error_data).toMatchObject({ error: 'web_pair_refused' });
    expect(meta.result_msg).toContain('CLEARML_WEB_KEY');
  });

  test('the pair is told to nobody: not to a browser, not to a log', async () => {
    const site = await open({ refusesWebPair: true });
    const client = site.client();
    const texts = await Promise.all(
      ['login.simple_users', 'login.simple', 'users.get_all'].map(async (name) =>
        (await client.raw(`api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).text(),
      ),
    );
    const encoded = Buffer.from(`${webPair.key}:${webPair.secret}`).toString('base64');
    for (const secret of [webPair.secret, encoded]) expect([...texts, ...site.logged].join('\n')).not.toContain(secret);
  });
});

describe.each(['password', 'guest', 'sso'] as const)('a server that asks for more (%s)', (mode) => {
  test('opens no account by name, although the pair may be good there', async () => {
    const client = (await open({ mode })).client();
    for (const request of [{ name: 'Jane Doe' }, { user: clearml.user('Jane Doe').id }])
      expect((await client.call(login.simple, request)).meta.error_data).toMatchObject({ error: 'not_supported' });
    expect((await client.call(login.simpleUsers)).meta.error_data).toMatchObject({ error: 'not_supported' });
    expect(clearml.requests.map(({ operation }) => operation)).not.toContain('users.get_all');
    expect((await client.call(auth.getCredentials)).status).toBe(401);
  });
});
