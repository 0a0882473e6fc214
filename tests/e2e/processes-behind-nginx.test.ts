import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auth, organization, users } from '#contract/index.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { TestClient } from '#tests/support/client.ts';
import { hasNginx, startBalancer, type Nginx } from '#tests/support/nginx.ts';
import { overNetwork, startProcesses, type Processes } from '#tests/support/processes.ts';
import { someone, type Someone } from '#tests/support/team.ts';
import { signUpAt } from '#tests/support/visitor.ts';

describe.skipIf(process.env['TEST_DATABASE_URL'] === undefined || !hasNginx)('two processes behind nginx', () => {
  let both: Processes;
  let nginx: Nginx;
  let browser: Browser;

  beforeAll(async () => {
    both = await startProcesses(2, { TRUSTED_PROXIES: '127.0.0.1' });
    const [first, second] = both.processes;
    nginx = await startBalancer([first?.port ?? 0, second?.port ?? 0]);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await nginx.stop();
    await both.stop();
  });

  /** Somebody's browser, but through the proxy. */
  const through = (who: Someone): TestClient => {
    const client = new TestClient(overNetwork, `${nginx.origin}/`);
    for (const [name, value] of who.browser.cookies) client.cookies.set(name, value);
    return client;
  };

  test('are one server to a browser, and one that is killed is missed by nobody for more than a retry', async () => {
    const page = await signUpAt(browser, nginx.origin);
    const [first, second] = both.processes;
    for (const killed of [first, second]) {
      await killed?.kill9();
      await page.getByLabel('Theme').selectOption(killed === first ? 'dark' : 'light');
      await page.getByText('Saved').waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'User preferences' }).waitFor();
      await expect.poll(() => page.getByLabel('Theme').inputValue()).toBe(killed === first ? 'dark' : 'light');
      await killed?.restart();
    }
    await page.close();
  });

  test('check 52: lose nothing that was acknowledged while one after the other is killed at random', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => someone(both.server)));
    const over = new AbortController();
    /** over when the process that was killed last is gone */
    let killing = Promise.resolve();
    /** Makes keys until it is over, each with one retry once a killed process is gone; answers the labels of those that were acknowledged. */
    const write = async (who: Someone): Promise<string[]> => {
      const [client, done] = [through(who), [] as string[]];
      for (let made = 0; !over.signal.aborted && made < 90; made += 1) {
        const label = `key ${made}`;
        const create = () => client.ok(auth.createCredentials, { label });
        await create().catch(() => killing.then(create));
        done.push(label);
      }
      return done;
    };
    const writing = Promise.all(people.map(write));
    for (let kills = 0; kills < 6; kills += 1) {
      const victim = both.processes[Math.floor(Math.random() * 2)];
      killing = victim?.kill9() ?? killing;
      await killing;
      // goes on with one process until the other is back
      await through(people[0] ?? (await someone(both.server))).ok(users.getCurrentUser, {});
      await victim?.restart();
    }
    over.abort();
    const acknowledged = await writing;
    for (const [index, who] of people.entries()) {
      const { credentials } = await who.browser.ok(auth.getCredentials, {});
      const labels = new Set(credentials.map(({ label }) => label));
      expect(acknowledged[index]?.filter((label) => !labels.has(label))).toEqual([]);
      expect(acknowledged[index]?.length).toBeGreaterThan(0);
    }
    const { companies } = await through(people[0] ?? (await someone(both.server))).ok(organization.getUserCompanies, {});
    expect(companies).toHaveLength(1);
  });
});
