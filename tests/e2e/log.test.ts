import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auth, login } from '#contract/index.ts';
import { basic, TestClient } from '#tests/support/client.ts';
import { program, startProcess, type BuiltServer } from '#tests/support/e2e-server.ts';
import { freePort } from '#tests/support/free-port.ts';
import { overNetwork } from '#tests/support/processes.ts';

let server: BuiltServer;
beforeAll(async () => {
  server = await startProcess({ LOG_LEVEL: 'trace' });
});
afterAll(() => server?.stop());

const password = 'violet harbour 42';

it('check 54: what the process writes to standard error has a line for each call, and no secret of them', async () => {
  const calls: string[] = [];
  const secrets = [password, 'not-the-password'];
  const call = async (operation: string, body: object, headers: Record<string, string>): Promise<Response> => {
    const answer = await fetch(`${server.origin}/api/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin, 'sec-fetch-site': 'same-origin', ...headers },
      body: JSON.stringify(body),
    });
    const { meta } = (await answer.clone().json()) as { meta: { id: string } }; // an envelope
    calls.push(meta.id);
    secrets.push(...Object.values(headers).map((value) => value.split(/[ =]/)[1] ?? value));
    return answer;
  };

  const joined = await call('login.signup_user', { email: 'ada@example.com', name: 'Ada Sample', password }, {});
  const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const made = (await (await call('auth.create_credentials', {}, { cookie })).json()) as {
    data: { credentials: { access_key: string; secret_key: string } };
  }; // as the contract says
  const { access_key: key, secret_key: secret } = made.data.credentials;
  const { data } = (await (await call('auth.login', {}, basic(key, secret))).json()) as { data: { token: string } }; // as the contract says
  secrets.push(secret, data.token);
  await call('auth.login', {}, basic('ada@example.com', password));
  await call('auth.login', {}, basic('ada@example.com', 'not-the-password'));
  await call('auth.revoke_credentials', { access_key: key }, { cookie });
  await call('auth.login', {}, basic(key, secret));
  await call('users.get_current_user', {}, { authorization: `Bearer ${data.token}` });
  await server.stop();

  const lines = server
    .logged()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { call?: string; operation?: string });
  for (const id of calls) expect(lines.filter((line) => line.call === id && line.operation !== undefined)).toHaveLength(1);
  for (const one of secrets) expect(server.logged()).not.toContain(one);
});

it.skipIf(!existsSync('/dev/full'))('a log that cannot be written, as on a full disk, changes no answer and ends nothing', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'clearml-profile-'));
  const port = await freePort();
  const env = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PORT: String(port), DATA_DIR: dataDir };
  const child = spawn('/bin/sh', ['-c', 'exec "$0" "$1" 2>/dev/full', process.execPath, program], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await once(createInterface({ input: child.stdout }), 'line');
    const client = () => new TestClient(overNetwork, `http://127.0.0.1:${port}/`);
    const browser = client();
    const { email } = await browser.signUp();
    const { access_key: key, secret_key: secret } = (await browser.ok(auth.createCredentials, {})).credentials;
    await browser.ok(auth.revokeCredentials, { access_key: key });
    const logIn = async (name: string, word: string) => (await client().call(auth.login, {}, { headers: basic(name, word) })).status;
    expect([await logIn(email, password), await logIn(email, 'wrong'), await logIn(key, secret)]).toEqual([200, 401, 401]);
    // what is counted of the revoked key is written behind the answer
    expect((await browser.call(login.supportedModes, {})).status).toBe(200);
    expect((await browser.raw('healthz')).status).toBe(200);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    await rm(dataDir, { recursive: true });
  }
});
