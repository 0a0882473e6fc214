import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { selfSigned } from '#tests/support/upstream/certificates.ts';
import { startForwardProxy, type ForwardProxy } from '#tests/support/upstream/forward-proxy.ts';
import { startStandIn, type StandIn } from '#tests/support/upstream/stand-in.ts';

let standIn: StandIn;
let proxy: ForwardProxy;
afterEach(() => Promise.all([standIn.close(), proxy.close()]));

const hostOf = (url: string): string => new URL(url).host;

test('http goes through by its whole address, to a name that only the proxy knows', async () => {
  standIn = await startStandIn();
  proxy = await startForwardProxy({ 'clearml.corp:80': hostOf(standIn.url) });
  const call = request(proxy.url, {
    method: 'POST',
    path: 'http://clearml.corp/v2.31/login.supported_modes?a=1',
    headers: { 'proxy-authorization': 'Basic x' },
  });
  call.end('{"b":2}');
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  expect(await text(answer)).toContain('"sso_providers":[]');
  expect(proxy.passed).toMatchObject([
    { method: 'POST', target: 'http://clearml.corp/v2.31/login.supported_modes?a=1', headers: { 'proxy-authorization': 'Basic x' } },
  ]);
  expect(standIn.requests).toMatchObject([{ path: '/v2.31/login.supported_modes?a=1', body: '{"b":2}' }]);
  expect(standIn.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
});

test('https goes through a tunnel', async () => {
  const tls = selfSigned();
  standIn = await startStandIn({ tls });
  proxy = await startForwardProxy();
  const target = hostOf(standIn.url);
  const call = request(proxy.url, { method: 'CONNECT', path: target });
  call.end();
  const [, socket] = (await once(call, 'connect')) as [IncomingMessage, Socket];
  const secure = connect({ socket, ca: tls.cert, host: '127.0.0.1' });
  secure.write(`GET /server.info HTTP/1.1\r\nHost: ${target}\r\nConnection: close\r\n\r\n`);
  expect(await text(secure)).toContain('"version":"2.0.0"');
  expect(proxy.passed).toMatchObject([{ method: 'CONNECT', target }]);
});

test('what cannot be reached is 502', async () => {
  standIn = await startStandIn();
  proxy = await startForwardProxy();
  await standIn.close();
  const call = request(proxy.url, { path: `${standIn.url}/server.info` });
  call.end();
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(502);
});
