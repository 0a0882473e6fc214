import { expect, test } from 'vitest';
import { configuration, server as operations } from '#contract/index.ts';
import { addPerson, logIn } from '#tests/support/people.ts';
import { startServer } from '#tests/support/server.ts';

const readConfiguration = async (overrides: Parameters<typeof startServer>[0], headers: Record<string, string> = {}) => {
  const server = await startServer(overrides);
  const response = await server.client().raw('configuration.json', { headers });
  await server.close();
  expect(response.status).toBe(200);
  return configuration.parse(await response.json());
};

test('server.info needs no log-in and answers as ClearML does', async () => {
  const server = await startServer();
  expect((await server.client().call(operations.info)).data).toEqual({
    version: '2.0.0',
    build: '613',
    commit: '',
    api_version: '2.31',
  });
  await server.close();
});

test('configuration.json tells anybody where the three servers are, as the browser reached this one', async () => {
  expect(await readConfiguration({}, { host: 'intranet:9000' })).toMatchObject({
    deployment: 'hosted',
    displayedServerUrls: { webServer: 'http://intranet:9000', apiServer: 'http://intranet:9000/api', filesServer: 'http://intranet:8081' },
    usernames: false,
  });
});

test('configuration.json follows PUBLIC_URL with its path, and the addresses set one by one', async () => {
  const publicUrl = 'https://corp.example/tools/clearml/';
  expect((await readConfiguration({ publicUrl })).displayedServerUrls).toEqual({
    webServer: 'https://corp.example/tools/clearml',
    apiServer: 'https://corp.example/tools/clearml/api',
    filesServer: 'https://corp.example:8081',
  });
  const set = { webUrl: 'https://app.example', apiUrl: 'https://api.example', filesUrl: 'https://files.example' };
  expect((await readConfiguration({ publicUrl, ...set })).displayedServerUrls).toEqual({
    webServer: set.webUrl,
    apiServer: set.apiUrl,
    filesServer: set.filesUrl,
  });
});

test('a hosted server has no usage data to send', async () => {
  const server = await startServer();
  const browser = await logIn(server, await addPerson(server, 'ada@example.com'));
  expect(await browser.ok(operations.reportStatsOption, {})).toEqual({ supported: false });
  expect(await browser.ok(operations.reportStatsOption, { enabled: true })).toEqual({ supported: false });
  expect((await browser.call(operations.getUsageReport)).meta).toMatchObject({ result_code: 400, result_subcode: 1 });
  await server.close();
});

test('a self-hosted server sends nothing until somebody says so, and says who did', async () => {
  const server = await startServer({ deployment: 'self-hosted', seats: null });
  const ada = await server.client().signUp();
  const browser = server.client();
  await browser.call('auth.login', {}, { headers: { authorization: `Basic ${btoa(`${ada.email}:${ada.password}`)}` } });
  expect(await browser.ok(operations.reportStatsOption, {})).toEqual({ supported: true, enabled: false, current_version: '2.0.0' });
  const chosen = {
    supported: true,
    enabled: true,
    enabled_time: '2026-11-23T16:00:00',
    enabled_user: ada.user.id,
    enabled_version: '2.0.0',
    current_version: '2.0.0',
  };
  expect(await browser.ok(operations.reportStatsOption, { enabled: true })).toEqual(chosen);
  expect(await browser.ok(operations.reportStatsOption, { enabled: null })).toEqual(chosen);
  expect(await browser.ok(operations.reportStatsOption, { enabled: false })).toMatchObject({ enabled: false });
  // as Python has it: nothing, zero and what is empty is no
  for (const [enabled, meant] of [
    ['yes', true],
    ['', false],
    [1, true],
    [0, false],
    [{ x: 0 }, true],
    [[], false],
  ] as const)
    expect((await browser.call(operations.reportStatsOption, { enabled })).data).toMatchObject({ enabled: meant });
  expect((await server.client().call(operations.reportStatsOption, { enabled: true })).status).toBe(401);
  await server.close();
});
