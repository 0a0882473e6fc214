import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auth, envelope, limits, type Operation } from '#contract/index.ts';
import { handlers } from '#server/services/index.ts';
import type { TestClient } from '#tests/support/client.ts';
import { fieldsOf } from '#tests/support/fuzz/bodies.ts';
import { addPerson, logIn } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let browser: TestClient;

beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
  browser = await logIn(server, await addPerson(server, 'ada@example.com'));
});
afterAll(() => server.close());

const operations = handlers.map(({ operation }) => operation);

/** Sends bytes as they are, as the page's own call. */
const send = (body: BodyInit, operation: Operation = auth.createCredentials) =>
  browser.raw(`api/${operation.name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body,
  });

const told = async (response: Response): Promise<[number, number]> => {
  const text = await response.text();
  expect(text).not.toMatch(/ {4}at |node_modules|\.ts:/);
  const { meta } = envelope.parse(JSON.parse(text));
  expect([meta.result_code, meta.error_stack]).toEqual([response.status, null]);
  return [meta.result_code, meta.result_subcode];
};

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('check 51: a body that is', () => {
  test.each([
    ['cut off', '{"label":', 0],
    ['not JSON', 'label=x', 0],
    ['a list', '[1]', 0],
    ['a text', '"x"', 0],
    ['a number', '7', 0],
    ['two objects', '{}{}', 0],
    ['broken UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 0],
    ['an overlong NUL', new Uint8Array([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]), 0],
    ['nested a thousand deep', nested(1000), 12],
    ['nested a hundred thousand deep', '['.repeat(100_000), 0],
    ['poisoned', '{"__proto__":{"label":"x"}}', 12],
    ['poisoned below', '{"a":[{"__proto__":{}}]}', 12],
    ['poisoned by escapes', '{"\\u005f_proto__":{}}', 12],
  ])('%s is refused', async (_what, body, subcode) => {
    expect(await told(await send(body))).toEqual([400, subcode]);
  });

  test('of ten megabytes is refused while it is read', async () => {
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        read += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
        if (read >= 10_485_760) controller.close();
      },
    });
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: [...browser.cookies].map((pair) => pair.join('=')).join() },
      body: endless,
    };
    const response = await server.app.fetch(
      new Request('http://localhost:8080/api/auth.create_credentials', { ...init, duplex: 'half' } as RequestInit),
    ); // Node asks for `duplex`, TypeScript does not know it
    expect(await told(response)).toEqual([413, 0]);
    expect(read).toBeLessThan(limits.body + 4 * 65_536);
    expect(await told(await send(' '.repeat(limits.body + 1)))).toEqual([413, 0]);
  });

  test('compressed is refused, in a sentence as by ClearML, before anything else is looked at', async () => {
    for (const path of ['api/auth.create_credentials', 'api/auth.nope']) {
      const answer = await browser.raw(path, { method: 'POST', headers: { 'content-encoding': 'gzip<b>' }, body: '{}' });
      expect([answer.status, await answer.text()]).toEqual([415, 'Content encoding is not supported (gzipb)']);
    }
  });

  test('held back by many at once leaves room for others, and for small ones of the same network', async () => {
    const open: ReadableStreamDefaultController<Uint8Array>[] = [];
    const hold = (address: string, announced: boolean): Promise<Response> => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new Uint8Array(70_000)),
        // once that was read, which says of one without a length how large it is
        pull: (controller) => {
          open.push(controller);
          return new Promise(() => undefined);
        },
      });
      const headers = { 'content-type': 'application/json', ...(announced ? { 'content-length': String(limits.body) } : {}) };
      return server.client().raw('api/server.info', { method: 'POST', headers, body, duplex: 'half', address } as RequestInit); // as above
    };
    const ask = async (address: string, text: string): Promise<number> =>
      (
        await server.client().raw('api/login.supported_modes', {
          method: 'POST',
          body: text,
          headers: { 'content-type': 'application/json', 'content-length': String(text.length) },
          address,
        })
      ).status;
    const large = `{}${' '.repeat(70_000)}`;
    const held = Array.from({ length: 16 }, (_, at) => hold(`2001:db8::${at}`, at % 2 === 0));
    await expect.poll(() => open.length).toBe(16);
    expect(await ask('2001:db8::ffff', large)).toBe(429);
    expect(await ask('2001:db8::ffff', '{}')).toBe(200);
    expect(await ask('203.0.113.9', large)).toBe(200);
    for (const controller of open) controller.close();
    await Promise.all(held);
    expect(await ask('2001:db8::ffff', large)).toBe(200);
  });

  test('as large as allowed, with a key twice, is read: the last one counts', async () => {
    const body = `{"label":"first","label":"last"${' '.repeat(limits.body - 100)}}`;
    expect(await (await send(body)).json()).toMatchObject({ data: { credentials: { label: 'last' } } });
  });
});

test('check 51: a form of more names than any request has is refused', async () => {
  const names = Array.from({ length: 200_000 }, (_, at) => at.toString(36)).join('&');
  const headers = { authorization: 'Bearer x', 'content-type': 'application/x-www-form-urlencoded' };
  expect(await told(await server.client().raw('api/server.info', { method: 'POST', headers, body: names }))).toEqual([400, 12]);
});

test('check 51: an unknown method is answered too', async () => {
  const answer = await browser.raw('api/auth.create_credentials', { method: 'PROPFIND', headers: { 'sec-fetch-site': 'same-origin' } });
  expect(await told(answer)).toEqual([405, 0]);
});

/** Whatever is sent is a flag to ClearML. */
const flags = new Set(['server.report_stats_option enabled']);
const fields = operations
  .flatMap((operation) => fieldsOf(operation.request).map((field) => [operation.name, field] as const))
  .filter((field) => !flags.has(field.join(' ')));

test.each(fields)('check 55: %s takes no operator for %s', async (name, field) => {
  for (const value of [{ $gt: '' }, { $ne: null }, [{ $regex: '.*' }]]) {
    const { meta } = await browser.call(name, { [field]: value });
    expect([meta.result_code, [12, 16, 305, 800].includes(meta.result_subcode)]).toEqual([400, true]);
  }
});

/** Values inside of a field: of a list, and of what is in it. */
const inside: readonly [string, (operator: unknown) => object][] = [
  ['auth.revoke_credentials', (operator) => ({ access_keys: [operator] })],
  ['auth.revoke_sessions', (operator) => ({ sessions: [operator] })],
  ['organization.revoke_invites', (operator) => ({ invites: [operator] })],
  ['users.update_preferences', (operator) => ({ changes: [{ path: [operator], value: 1 }] })],
  ['users.update_preferences', (operator) => ({ changes: [{ path: operator, value: 1 }] })],
  ['users.update_preferences', (operator) => ({ changes: [operator] })],
  ['users.update_preferences', (operator) => ({ changes: [{ path: ['views'], value: operator }] })],
  ['users.set_preferences', (operator) => ({ preferences: operator })],
  ['users.set_preferences', (operator) => ({ preferences: { views: { deep: operator } } })],
  ['users.get_all', (operator) => ({ id: [operator] })],
  ['users.get_all', (operator) => ({ only_fields: [operator] })],
  ['users.get_all', (operator) => ({ order_by: [operator] })],
  ['users.get_all_ex', (operator) => ({ active_in_projects: [operator] })],
];

test.each(inside)('check 55: %s takes no operator inside of a field: %o', async (name, request) => {
  for (const operator of [{ $gt: '' }, { $where: 'sleep(1000)' }]) {
    const { meta } = await browser.call(name, request(operator));
    expect([meta.result_code, [12, 16, 305, 800].includes(meta.result_subcode)]).toEqual([400, true]);
  }
});

test('check 55: text that means something to a database is only text', async () => {
  const label = "x'); drop table credentials; -- %_\\";
  const { credentials } = await browser.ok(auth.createCredentials, { label });
  expect(credentials.label).toBe(label);
  const listed = (await browser.ok(auth.getCredentials, {})).credentials;
  expect(listed.find(({ access_key }) => access_key === credentials.access_key)?.label).toBe(label);
  expect((await browser.call(auth.revokeCredentials, { access_key: "' or '1'='1" })).status).toBe(400);
  expect((await browser.ok(auth.getCredentials, {})).credentials).toHaveLength(listed.length);
});

const ours = operations.filter(({ origin }) => origin === 'ours').map(({ name }) => [name]);

test.each(ours)('check 24: %s refuses fields that it does not know', async (name) => {
  const extra = { workspace: 'x', expires_at: 0, is_admin: true };
  const { meta } = await browser.call(name, extra);
  expect(meta).toMatchObject({
    result_code: 400,
    result_subcode: 12,
    error_data: { fields: { is_admin: 'unknown', expires_at: 'unknown' } },
  });
});

test("check 24: ClearML's operations ignore them", async () => {
  const { credentials } = await browser.ok(auth.createCredentials, {
    label: 'mine',
    user: 'x',
    company: 'y',
    role: 'owner',
    secret_key: 'chosen',
  } as object);
  expect(credentials.secret_key).not.toBe('chosen');
});

test('nothing of this was an error of the server', () => {
  expect(server.logged).toEqual([]);
});
