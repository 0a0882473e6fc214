import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { phone, stateFaults } from '#tests/support/access-faults.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { connectedStates, selfHostedStates } from '#tests/support/elsewhere-states.ts';
import { startStandIn, type StandIn } from '#tests/support/upstream/stand-in.ts';

let browser: Browser;
let clearml: StandIn;
let connected: BuiltServer;
let selfHosted: BuiltServer;
beforeAll(async () => {
  browser = await openBrowser();
  clearml = await startStandIn();
  connected = await startBuiltServer({ CLEARML_API_URL: clearml.url });
  const users = [{ username: 'jane', password: 'secret-pass', name: 'Jane Sample' }];
  selfHosted = await startBuiltServer({ DEPLOYMENT: 'self-hosted', FIXED_USERS: JSON.stringify(users) });
});
afterEach(async () => void (await Promise.all(browser.contexts().map((context) => context.close()))));
afterAll(async () => {
  await browser.close();
  await connected.stop();
  await clearml.close();
  await selfHosted.stop();
});

const look = async (
  { origin }: BuiltServer,
  { path, heading, part, before, open }: (typeof connectedStates)[number],
): Promise<string[]> => {
  const page = await (await browser.newContext({ viewport: phone })).newPage();
  await page.goto(origin);
  await page.getByLabel('Username').fill('jane');
  await page.getByLabel('Password', { exact: true }).fill('secret-pass');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.waitForURL('**/w/*/profile');
  const workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
  await before?.(page);
  await page.goto(origin + path({ workspace, invitation: '' }));
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await open(page);
  return stateFaults(page, part?.(page));
};

describe('can be used by everybody, in either theme', () => {
  it.each(selfHostedStates)('on a server of one workspace: $name', async (state) => {
    expect(await look(selfHosted, state)).toEqual([]);
  });

  it.each(connectedStates)('in front of a ClearML Server: $name', async (state) => {
    expect(await look(connected, state)).toEqual([]);
  });
});
