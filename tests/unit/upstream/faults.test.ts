import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expired, selfSigned, type Certificate } from '#tests/support/upstream/certificates.ts';
import * as faults from '#tests/support/upstream/faults.ts';
import { startStandIn, type StandIn } from '#tests/support/upstream/stand-in.ts';

let standIn: StandIn;
let headers: Record<string, string>;
beforeEach(async () => {
  standIn = await startStandIn();
  headers = { authorization: `Bearer ${await standIn.token('jane')}` };
});
afterEach(() => standIn.close());

const ask = (operation = 'auth.create_credentials'): Promise<Response> =>
  fetch(`${standIn.url}/${operation}`, { method: 'POST', headers, redirect: 'manual' });
const keys = (): number => standIn.user('jane').credentials.length;

test('a fault is of all operations or of one, until it is mended', async () => {
  standIn.fault(faults.html(502));
  standIn.fault(faults.refuses(403, 20, 'Forbidden'), 'server.info');
  expect([(await ask()).status, (await ask('server.info')).status]).toEqual([502, 403]);
  standIn.mend('server.info');
  expect((await ask('server.info')).status).toBe(502);
  standIn.mend();
  expect((await ask('server.info')).status).toBe(200);
});

test('nobody answers at a closed port or an unknown name', async () => {
  const codeOf = (address: string): Promise<unknown> => fetch(address).catch((error: Error) => (error.cause as { code: string }).code);
  expect(await codeOf(await faults.closedPort())).toBe('ECONNREFUSED');
  expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(await codeOf(faults.unknownHost));
});

test('a silent operation keeps its caller waiting while others go on', async () => {
  standIn.fault(faults.neverAnswers, 'auth.create_credentials');
  const patience = new AbortController();
  const waiting = fetch(`${standIn.url}/auth.create_credentials`, { headers, signal: patience.signal });
  while (standIn.requests.length === 0) await ask('server.info');
  patience.abort();
  await expect(waiting).rejects.toThrow('aborted');
});

test.each([
  ['at once', faults.resets, 0],
  ['after the headers', faults.resetsAfterHeaders, 1],
  ['before the announced length', faults.halfOfLength, 1],
  ['between two chunks', faults.cutChunks, 1],
] as const)('a connection can break %s, with or without the call carried out', async (_when, fault, made) => {
  standIn.fault(fault);
  await expect(ask().then((answer) => answer.text())).rejects.toThrow(/terminated|fetch failed/);
  expect(keys()).toBe(made);
});

test('half an answer has its status and headers', async () => {
  standIn.fault(faults.halfOfLength);
  const whole = await ask();
  expect([whole.status, Number(whole.headers.get('content-length')) > 300]).toEqual([200, true]);
  await expect(whole.text()).rejects.toThrow('terminated');
  standIn.fault(faults.cutChunks);
  const chunked = await ask();
  expect([chunked.status, chunked.headers.get('transfer-encoding')]).toEqual([200, 'chunked']);
  await expect(chunked.text()).rejects.toThrow('terminated');
});

test.each([
  ['a page in place of JSON', faults.html(200), 200, 'text/html', /^<!doctype html>/],
  ['a page of a proxy', faults.html(503), 503, 'text/html', /503/],
  ['a refusal', faults.refuses(500), 500, 'application/json', /"result_code":500.*"General server error"/],
  ['a way to a log-in page', faults.redirect(), 302, 'text/html', /Log in/],
  ['broken JSON', faults.invalidJson, 200, 'application/json', /"user": $/],
])('%s is sent without carrying out the call', async (_what, fault, status, type, body) => {
  standIn.fault(fault);
  const answer = await ask();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
  expect(await answer.text()).toMatch(body);
  expect(keys()).toBe(0);
});

test('an unknown field is in every object of a sound answer', async () => {
  standIn.fault(faults.unknownFields);
  expect(await (await ask()).json()).toMatchObject({
    field_of_a_later_version: { is: ['new'] },
    data: { credentials: { access_key: expect.any(String), field_of_a_later_version: { is: ['new'] } } },
  });
});

test('an endless answer goes on as long as somebody reads, and no longer', async () => {
  standIn.fault(faults.huge(Infinity));
  let bytes = 0;
  for await (const part of (await ask()).body ?? []) {
    bytes += part.length;
    if (bytes > 65 * 1024 * 1024) break;
  }
  standIn.mend();
  expect((await ask()).status).toBe(200);
  standIn.fault(faults.huge(1024 * 1024));
  const { data } = (await (await ask()).json()) as { data: { filling: string } };
  expect(data.filling).toHaveLength(1024 * 1024);
});

test.each([
  ['untrusted', selfSigned, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'trusted'],
  ['expired', expired, 'CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
] as const)('a certificate that is %s is refused as such', async (_what, make, unknown, known) => {
  const tls: Certificate = make();
  const secure = await startStandIn({ tls });
  const connect = (ca?: string): Promise<string> =>
    new Promise((resolve) => {
      get(`${secure.url}/server.info`, ca === undefined ? {} : { ca }, (answer) => void text(answer).then(() => resolve('trusted'))).on(
        'error',
        (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message),
      );
    });
  expect([await connect(), await connect(tls.cert)]).toEqual([unknown, known]);
  await secure.close();
});
