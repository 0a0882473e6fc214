import { once } from 'node:events';
import { connect } from 'node:http2';
import { connect as connectTo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '#server/document.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { freePort } from '#tests/support/free-port.ts';
import { example, hasNginx, startBalancer, startNginx, type Nginx } from '#tests/support/nginx.ts';
import { selfSigned } from '#tests/support/upstream/certificates.ts';
import { startStandIn } from '#tests/support/upstream/stand-in.ts';
import { fillSignUp } from '#tests/support/visitor.ts';

const root = join(import.meta.dirname, '../..');
const path = '/tools/clearml/';

let browser: Browser;
let page: Page;
let ends: (() => Promise<void>)[] = [];

const openPage = async (): Promise<void> => {
  page = await (await browser.newContext()).newPage();
  ends.push(() => page.context().close());
};

const button = (name: string) => page.getByRole('button', { name, exact: true });

const logIn = async (): Promise<void> => {
  await page.getByLabel('Username').fill('jane');
  await page.getByLabel('Password', { exact: true }).fill('secret-pass');
  await button('Log in').click();
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
};

/** Makes a pair, reads the snippet, and changes and reloads a preference: what a proxy could break. */
const use = async (): Promise<void> => {
  await button('Create new credentials').click();
  await page.getByLabel('Label', { exact: true }).fill('box');
  await button('Create').click();
  await page.getByRole('textbox', { name: 'Access key' }).waitFor();
  await button('I saved it').click();
  await button('Close').click();
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByText('Saved').waitFor();
  await page.reload();
  await button('Revoke box').waitFor();
  await expect.poll(() => page.getByLabel('Theme').inputValue()).toBe('dark');
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
};

describe.skipIf(!hasNginx)('behind nginx', () => {
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const end of ends.toReversed()) await end();
    ends = [];
  });

  /** Our server below a path of nginx, which forwards from 127.0.0.1. */
  const below = async (settings: Record<string, string>): Promise<{ server: BuiltServer; nginx: Nginx }> => {
    // the address must be known before either listens
    const inner = await freePort();
    const nginx = await startNginx(await example('nginx-proxy.conf', { '127.0.0.1:8080': `127.0.0.1:${inner}` }));
    ends.push(nginx.stop);
    const server = await startBuiltServer({
      PORT: String(inner),
      PUBLIC_URL: `${nginx.origin}${path}`,
      TRUSTED_PROXIES: '127.0.0.1',
      ...settings,
    });
    ends.push(server.stop);
    return { server, nginx };
  };

  it('the page with its own accounts lives below a path', async () => {
    const { nginx } = await below({});
    await openPage();
    await page.goto(`${nginx.origin}${path}signup`);
    await fillSignUp(page, 'Ada Sample', 'ada@example.com');
    await page.getByRole('heading', { name: 'User preferences' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/tools\/clearml\/w\/[0-9a-f]{32}\/profile$/);
    await use();
    await button('Invite user').click();
    expect(await page.getByLabel('Invitation link').inputValue()).toMatch(`${nginx.origin}${path}?invite=`);
  });

  it('the page in front of a ClearML Server lives below a path', async () => {
    const clearml = await startStandIn();
    ends.push(() => clearml.close());
    const { nginx } = await below({ CLEARML_API_URL: clearml.url });
    await openPage();
    await page.goto(`${nginx.origin}${path}`);
    await logIn();
    await use();
  });

  it('browsers are spoken to by HTTP/2, and the processes over connections that are kept', async () => {
    const server = await startBuiltServer();
    ends.push(server.stop);
    let connections = 0;
    const relay = createServer((socket) => {
      connections += 1;
      socket.pipe(connectTo(server.port, '127.0.0.1')).pipe(socket);
    });
    const port = await freePort();
    await once(relay.listen(port, '127.0.0.1'), 'listening');
    const nginx = await startBalancer([port, port], { certificate: selfSigned() });
    ends.push(async () => void relay.close(), nginx.stop);

    const browsers = connect(`https://127.0.0.1:${nginx.port}`, { rejectUnauthorized: false });
    for (let calls = 0; calls < 20; calls += 1) {
      const call = browsers.request({ ':path': '/readyz' });
      const answered = once(call, 'response');
      call.resume();
      expect(await answered).toMatchObject([{ ':status': 200 }, expect.anything(), expect.anything()]);
    }
    browsers.destroy();
    expect(connections).toBeGreaterThan(0);
    // one for each of the two that the example names
    expect(connections).toBeLessThanOrEqual(2);
  });

  /** The page alone, as files, somebody logged in at it. */
  const alone = async (): Promise<void> => {
    const clearml = await startStandIn();
    ends.push(() => clearml.close());
    const text = await example('nginx-static.conf', {
      '/usr/share/clearml-profile': join(root, 'dist/client'),
      'http://127.0.0.1:8008': clearml.url,
      'http://127.0.0.1:8080': clearml.webUrl,
    });
    expect(text).toContain(contentSecurityPolicy);
    const nginx = await startNginx(text);
    ends.push(nginx.stop);
    await openPage();
    await page.goto(`${nginx.origin}/profile`);
    await logIn();
  };

  it('the page alone, as files, works in front of a ClearML Server', async () => {
    await alone();
    await use();
  });

  it('the page alone says of a bucket that keeps silent what is left, without a server that could look', async () => {
    await alone();
    await button('Add access keys').click();
    const row = { Bucket: 'models', Key: 'AKIDEXAMPLE', 'Secret / SAS': 'hush', 'Host (Endpoint)': 'https://storage.invalid' };
    for (const [label, value] of Object.entries(row)) await page.getByLabel(label, { exact: true }).fill(value);
    await button('Save').click();
    await button('Test models').click();
    await page.getByText('No answer', { exact: true }).waitFor();
    expect(await page.getByRole('list', { name: 'What may be behind it' }).getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/name of the host is wrong/),
      expect.stringMatching(/Nothing listens/),
      expect.stringMatching(/certificate/),
      expect.stringMatching(/extension/),
    ]);
    expect(await page.getByText('PROBE_ALLOW').count()).toBe(0);
  });
});
