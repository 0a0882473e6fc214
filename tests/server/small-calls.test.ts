import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { auth, users, workspaceHeader } from '#contract/index.ts';
import { createApp } from '#server/app.ts';
import { requireJson } from '#server/origin.ts';
import { prepared, type Given } from '#server/store/prepared.ts';
import { TestClient } from '#tests/support/client.ts';
import { listening } from '#tests/support/listening.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { someone, type Someone } from '#tests/support/team.ts';

let server: TestServer;
let ada: Someone;
beforeEach(async () => {
  server = await startServer();
  ada = await someone(server, 'Ada Sample');
});
afterEach(() => server.close());

/** Ada's browser at a server that counts the statements which its database answers outside of transactions. */
const counted = (): { readonly browser: TestClient; readonly asked: () => number } => {
  let count = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => {
      count += 1;
      return Promise.resolve(result);
    },
  };
  const store = { ...server.store, db: server.store.db.withPlugin(counter) };
  const browser = new TestClient(createApp({ ...server.parts, store }), 'http://localhost:8080/');
  for (const [name, value] of ada.browser.cookies) browser.cookies.set(name, value);
  return { browser, asked: () => count };
};

test('session, key, account, membership and role are read by one statement, whichever workspace is asked for', async () => {
  const { access_key, secret_key } = (await ada.browser.ok(auth.createCredentials, {})).credentials;
  const program = { authorization: `Basic ${btoa(`${access_key}:${secret_key}`)}` };
  const { token } = await server.client().ok(auth.login, {}, { headers: program });
  const { browser, asked } = counted();
  const calls = [{}, { [workspaceHeader]: ada.workspace }, { authorization: `Bearer ${token}` }];
  for (const [done, headers] of calls.entries()) {
    const { user } = await browser.ok(users.getCurrentUser, {}, { headers });
    expect(user).toMatchObject({ id: ada.id, company: { id: ada.workspace } });
    expect(asked()).toBe(done + 1);
  }
});

test('a statement is built once, and each run has values of its own, in a transaction too', async () => {
  let built = 0;
  const named = prepared((db, given: Given<{ name: string; most: number }>) => {
    built += 1;
    return db.selectFrom('users').select('id').where('name', '=', given('name')).where('created', '<=', given('most'));
  });
  const bob = await someone(server, 'Bob Sample');
  const most = server.clock.now();
  const { db, transaction } = server.store;
  expect(await Promise.all(['Ada Sample', 'Bob Sample', "' or 1=1 --"].map((name) => named(db, { name, most })))).toEqual([
    [{ id: ada.id }],
    [{ id: bob.id }],
    [],
  ]);
  expect(await named(db, { name: 'Ada Sample', most: most - 1 })).toEqual([]);
  await transaction(async (trx) => {
    await trx.updateTable('users').set({ name: 'Bea Sample' }).where('id', '=', bob.id).execute();
    expect(await named(trx, { name: 'Bea Sample', most })).toEqual([{ id: bob.id }]);
  });
  expect(built).toBe(1);
});

test('a body that says it is JSON is let in without a look at it, for which Node would make a whole web Request', () => {
  const lookedAt = (type: string): boolean => {
    let looked = false;
    const request = new Request('http://localhost/', { method: 'POST', body: '{}', headers: { 'content-type': type } });
    const { body } = request;
    Object.defineProperty(request, 'body', {
      get: () => {
        looked = true;
        return body;
      },
    });
    try {
      requireJson(request);
    } catch {
      // refused below
    }
    return looked;
  };
  expect(['application/json', 'Application/JSON; charset=utf-8', 'text/plain'].map(lookedAt)).toEqual([false, false, true]);
});

test('a call is answered with all headers, none of which is looked at on the way: Node would make an object of the web of them', async () => {
  const { base, close } = await listening(server);
  // the headers of a request have a method of their own
  const looked = vi.spyOn(Headers.prototype, 'has');
  try {
    const call = request(new URL('/api/users.get_current_user', base), { method: 'POST', headers: { 'content-type': 'application/json' } });
    call.end('{}');
    const [answer] = (await once(call, 'response')) as [IncomingMessage]; // what a client's request emits
    answer.resume();
    expect(answer.statusCode).toBe(401);
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-type': 'application/json', server: 'clearml' });
    expect(looked).not.toHaveBeenCalled();
  } finally {
    looked.mockRestore();
    await close();
  }
});
