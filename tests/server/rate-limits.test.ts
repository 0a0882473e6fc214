import { afterEach, beforeEach, expect, test } from 'vitest';
import { auth, login } from '#contract/index.ts';
import { openPostgres } from '#server/store/postgres.ts';
import { serverOn } from '#tests/support/behind.ts';
import { basic, type TestClient } from '#tests/support/client.ts';
import { addPerson, samplePassword, type Person } from '#tests/support/people.ts';
import { newSchema } from '#tests/support/postgres.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let ada: Person;

beforeEach(async () => {
  server = await startServer({ rateLimits: true });
  ada = await addPerson(server, 'ada@example.com');
});
afterEach(() => server.close());

const attempt = (password: string, { name = ada.email, address = '203.0.113.9', client = server.client() } = {}) =>
  client.call(auth.login, {}, { headers: basic(name, password), address });

const statuses = async (answers: Promise<{ status: number }>[]): Promise<Record<number, number>> => {
  const counts: Record<number, number> = {};
  for (const { status } of await Promise.all(answers)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

test('check 16: after twenty failed log-ins an account waits, from wherever, even with the right password', async () => {
  expect(await statuses(Array.from({ length: 25 }, () => attempt('wrong')))).toEqual({ 401: 20, 429: 5 });
  const answer = await attempt(samplePassword, { address: '203.0.113.10' });
  expect(answer.meta).toMatchObject({ result_code: 429, result_msg: 'Too many requests' });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(900);
  expect((await attempt('wrong', { name: 'other@example.com', address: '203.0.113.10' })).status).toBe(401);
});

test('check 16: a name that does not exist waits like one that does', async () => {
  expect(await statuses(Array.from({ length: 22 }, () => attempt('wrong', { name: 'nobody@example.com' })))).toEqual({ 401: 20, 429: 2 });
});

test('check 16: after a hundred failed log-ins an address waits, and others do not', async () => {
  const spray = Array.from({ length: 105 }, (_, person) => attempt('wrong', { name: `person${person}@example.com` }));
  expect(await statuses(spray)).toEqual({ 401: 100, 429: 5 });
  expect((await attempt(samplePassword)).status).toBe(429);
  expect((await attempt(samplePassword, { address: '203.0.113.10' })).status).toBe(200);
});

test('check 16: addresses of one IPv6 network (/64) count as one, however they are spelled, and those of another do not', async () => {
  const spellings = (last: number) => [`2001:db8:0:7::${last}`, `2001:DB8:0:7:0:0:0:${last}`, `2001:db8:0:7:${last}::1%eth0`];
  const spray = Array.from({ length: 35 }, (_, place) =>
    spellings(place + 1).map((address, form) => attempt('wrong', { name: `person${place}-${form}@example.com`, address })),
  ).flat();
  expect(await statuses(spray)).toEqual({ 401: 100, 429: 5 });
  expect((await attempt(samplePassword, { address: '2001:db8:0:7:ffff::' })).status).toBe(429);
  expect((await attempt(samplePassword, { address: '2001:db8:0:8::1' })).status).toBe(200);
});

test('check 16: an IPv6 network that calls from many addresses is one in the limits of calls as well', async () => {
  const look = (last: number) => server.client().call(login.getInviteInfo, { invite_id: 'unknown' }, { address: `2001:db8::${last}` });
  expect(await statuses(Array.from({ length: 203 }, (_, last) => look(last)))).toEqual({ 200: 200, 429: 3 });
});

test('log-ins that succeed are not counted', async () => {
  for (let round = 0; round < 30; round += 1) expect((await attempt(samplePassword)).status).toBe(200);
});

test('right passwords at the same moment lock nobody out', async () => {
  await statuses(Array.from({ length: 60 }, () => attempt(samplePassword)));
  expect((await attempt(samplePassword)).status).toBe(200);
});

test('check 16: one network that fills the line in which passwords wait leaves the others their turn', async () => {
  const accounts = await Promise.all(Array.from({ length: 6 }, (_, place) => addPerson(server, `flood${place}@example.com`)));
  const logIns = accounts.flatMap(({ email }, of) =>
    Array.from({ length: 15 }, (_, last) => attempt(samplePassword, { name: email, address: `2001:db8::${of + 1}:${last}` })),
  );
  const signUps = Array.from({ length: 60 }, (_, place) =>
    server
      .client()
      .call(
        login.signupUser,
        { email: `new${place}@example.com`, password: samplePassword, name: 'New' },
        { address: `2001:db8::${place}` },
      ),
  );
  const flood = [...logIns, ...signUps];
  await new Promise<void>((full) => {
    for (const call of flood) void call.then(({ status }) => status === 429 && full());
  });
  const others = Array.from({ length: 5 }, (_, last) => attempt(samplePassword, { address: `198.51.100.${last}` }));
  expect(await statuses(others)).toEqual({ 200: 5 });
  expect(await statuses(flood)).toEqual({ 200: expect.any(Number), 429: expect.any(Number) });
});

test('an address that a client invents does not help it', async () => {
  const forged = (last: number) =>
    server
      .client()
      .call(
        auth.login,
        {},
        { headers: { ...basic('nobody@example.com', 'x'), 'x-forwarded-for': `198.51.100.${last}` }, address: '203.0.113.9' },
      );
  expect(await statuses(Array.from({ length: 25 }, (_, last) => forged(last)))).toEqual({ 401: 20, 429: 5 });
});

test('invitations are looked up two hundred times in five minutes', async () => {
  const look = () => server.client().call(login.getInviteInfo, { invite_id: 'unknown' }, { address: '203.0.113.9' });
  expect(await statuses(Array.from({ length: 203 }, look))).toEqual({ 200: 200, 429: 3 });
});

test.runIf(process.env['TEST_STORE'] === 'postgres')('check 16: the limits hold over all processes', async () => {
  const { url, drop } = await newSchema();
  const open = async () => serverOn(await openPostgres(url), { rateLimits: true });
  const both = [await open(), await open()];
  const inTurn = (times: number, call: (client: TestClient) => Promise<{ status: number }>) =>
    statuses(Array.from({ length: times }, (_, turn) => call((both[turn % 2] ?? server).client())));
  expect(await inTurn(24, (client) => attempt('wrong', { client }))).toEqual({ 401: 20, 429: 4 });
  expect(await inTurn(64, (client) => client.call(login.signupUser, {}))).toEqual({ 400: 60, 429: 4 });
  expect(await inTurn(64, (client) => client.call(login.joinCompany, { invite_id: 'unknown' }))).toEqual({ 401: 60, 429: 4 });
  await Promise.all(both.map((each) => each.close()));
  await drop();
});
