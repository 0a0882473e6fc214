import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { expired, selfSigned } from '#tests/support/upstream/certificates.ts';
import * as faults from '#tests/support/upstream/faults.ts';
import { startForwardProxy } from '#tests/support/upstream/forward-proxy.ts';
import { startStandIn, type StandIn, type StandInOptions } from '#tests/support/upstream/stand-in.ts';

const webPair = { key: 'WEBKEY', secret: 'web-pair-of-the-tests' };

let browser: Browser;
let clearml: StandIn;
let server: BuiltServer;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await page.context().close();
  await server.stop();
  await clearml.close();
});

/** A ClearML Server over https with such a certificate. */
const secure = async (make: typeof selfSigned): Promise<string> => {
  await clearml.close();
  clearml = await startStandIn({ tls: make() });
  return clearml.url;
};

/** Our page in front of a ClearML Server of this kind, opened in a browser of its own. */
const open = async (
  options: StandInOptions = {},
  settings: Record<string, string> = {},
  address = (): Promise<string> => Promise.resolve(clearml.url),
): Promise<void> => {
  clearml = await startStandIn(options);
  server = await startBuiltServer({ CLEARML_API_URL: await address(), ...settings });
  page = await (await browser.newContext()).newPage();
  await page.goto(server.origin);
};

const button = (name: string) => page.getByRole('button', { name, exact: true });
const toggle = (name: string) => page.getByRole('switch', { name });
const profile = () => page.getByRole('heading', { name: 'User preferences' });

const logIn = async (): Promise<void> => {
  await page.getByLabel('Username').fill('jane');
  await page.getByLabel('Password', { exact: true }).fill('secret-pass');
  await button('Log in').click();
  await profile().waitFor();
};

describe('in front of a ClearML Server one', () => {
  it('logs in by password, and out of ClearML’s own web too', async () => {
    await open();
    await page.getByLabel('Username').fill('jane');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await button('Log in').click();
    await page.getByText('The username or the password is wrong').waitFor();
    await page.getByLabel('Password', { exact: true }).fill('secret-pass');
    await button('Log in').click();
    await profile().waitFor();
    const cookie = (await page.context().cookies()).find(({ name }) => name === 'clearml_token_basic');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    await button('Profile menu').click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    const answer = await fetch(`${clearml.url}/users.get_current_user`, { headers: { authorization: `Bearer ${cookie?.value}` } });
    expect(answer.status).toBe(401);
  });

  it('logs in by a password with letters that ClearML reads in its own way', async () => {
    await open({ users: [{ username: 'jane', password: 'pässword', name: 'Jane Doe' }] });
    const sent = page.waitForRequest(/auth\.login$/);
    await page.getByLabel('Username').fill('jane');
    await page.getByLabel('Password', { exact: true }).fill('pässword');
    await button('Log in').click();
    const header = (await sent).headers()['authorization'] ?? '';
    expect(Buffer.from(header.replace('Basic ', ''), 'base64').toString('latin1')).toBe('jane:pässword');
  });

  it('logs in as its guest', async () => {
    await open({ mode: 'guest' });
    await button('Log in as Guest').click();
    await profile().waitFor();
  });

  it('logs in by name, as somebody who is there or somebody new; the web pair stays with the server', async () => {
    await open({ mode: 'simple', webPair }, { CLEARML_WEB_KEY: webPair.key, CLEARML_WEB_SECRET: webPair.secret });
    const seen: string[] = [];
    page.on(
      'response',
      (response) =>
        void response.text().then(
          (text) => seen.push(text),
          () => undefined,
        ),
    );
    await page.reload();
    await page.locator('datalist option', { hasText: 'Jane Doe' }).waitFor({ state: 'attached' });
    await page.getByLabel('Name', { exact: true }).fill('Zoë Sample');
    await button('Log in').click();
    await profile().waitFor();
    await page.getByText('Zoë Sample').first().waitFor();
    expect(clearml.user('Zoë Sample').name).toBe('Zoë Sample');
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.join('\n')).not.toContain(webPair.secret);
  });

  it('is told which settings are missing where the web pair is refused', async () => {
    await open({ mode: 'simple', webPair, refusesWebPair: true }, { CLEARML_WEB_KEY: webPair.key, CLEARML_WEB_SECRET: webPair.secret });
    await page.getByText('CLEARML_WEB_KEY').waitFor();
  });

  it('is sent to single sign-on by a sentence, and gets in by an access key', async () => {
    await open({ mode: 'sso' });
    await page.getByText('Your ClearML Server uses single sign-on').waitFor();
    const pair = await makePair();
    await page.getByLabel('Access key').fill(pair.access_key);
    await page.getByLabel('Secret key', { exact: true }).fill(pair.secret_key);
    await button('Log in with this key').click();
    await profile().waitFor();
  });
});

/** A key pair that somebody made with the SDK. */
const makePair = async (): Promise<{ access_key: string; secret_key: string }> => {
  const answer = await fetch(`${clearml.url}/auth.create_credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await clearml.token('jane')}` },
  });
  const { data } = (await answer.json()) as { data: { credentials: { access_key: string; secret_key: string } } }; // as was recorded
  return data.credentials;
};

describe('the page in front of a ClearML Server', () => {
  it('shows what that server has, and nothing else', async () => {
    await open();
    await logIn();
    await page.getByText('Server: 2.0.0-613 • API: 2.31').waitFor();
    await page.getByRole('group', { name: 'clearml' }).waitFor();
    await page.getByText('One set of credentials is enough').waitFor();
    await page.getByRole('list', { name: 'Members of clearml' }).waitFor();
    for (const name of ['Invite user', 'Leave workspace', 'Switch to workspace', 'Rename workspace clearml'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'All members' }).count()).toBe(0);
    await button('Profile menu').click();
    expect(await page.getByRole('menuitemradio', { name: 'clearml' }).count()).toBe(0);
    expect(await page.getByRole('menuitem', { name: 'Invite a user' }).count()).toBe(0);
  });

  it('keeps preferences in ClearML’s slices, without losing what ClearML’s own web keeps there', async () => {
    await open();
    const jane = clearml.user('jane');
    jane.preferences = { views: { autoRefresh: false, theme: 'light' }, rootProjects: { tagsColors: { 'a--DOT--b': 'red' } }, version: 1 };
    await logIn();
    await toggle('Show Hidden Projects').click();
    await page.getByText('Saved').waitFor();
    await toggle("Don't show pro tips periodically").click();
    await expect
      .poll(() => jane.preferences)
      .toEqual({
        views: { autoRefresh: false, theme: 'light', neverShowPopupAgain: ['tip-of-the-day'] },
        rootProjects: { tagsColors: { 'a--DOT--b': 'red' }, showHidden: true },
        version: 1,
      });
    await page.reload();
    expect(await toggle('Show Hidden Projects').getAttribute('aria-checked')).toBe('true');
  });

  it('adds to a list and takes from it what is its own, whatever another program put there in the meantime', async () => {
    await open();
    await logIn();
    const jane = clearml.user('jane');
    await toggle("Don't show pro tips periodically").waitFor();
    jane.preferences = { views: { neverShowPopupAgain: ['other-popup'] } };
    await toggle("Don't show pro tips periodically").click();
    await page.getByText('Saved').waitFor();
    expect(jane.preferences).toEqual({ views: { neverShowPopupAgain: ['other-popup', 'tip-of-the-day'] } });
    jane.preferences = { views: { neverShowPopupAgain: ['other-popup', 'tip-of-the-day', 'third-popup'] } };
    await button("Undo Don't show pro tips periodically").click();
    await page.getByText('Undone').waitFor();
    expect(jane.preferences).toEqual({ views: { neverShowPopupAgain: ['other-popup', 'third-popup'] } });
  });

  it('makes a change again that another program undid at the same time, and says so where it is undone each time', async () => {
    await open();
    await logIn();
    const jane = clearml.user('jane');
    let undone = 0;
    const undo = (times: number): void => {
      undone = 0;
      clearml.fault(async (response, sound) => {
        const { status, headers, body } = await sound();
        if (undone < times) jane.preferences = { rootProjects: { hideExamples: true } };
        undone += 1;
        response.writeHead(status, headers).end(body);
      }, 'users.set_preferences');
    };
    undo(1);
    await toggle('Show Hidden Projects').click();
    await page.getByText('Saved').waitFor();
    expect(undone).toBe(2);
    expect(jane.preferences).toEqual({ rootProjects: { hideExamples: true, showHidden: true } });
    undo(Number.POSITIVE_INFINITY);
    await toggle('Show Hidden Projects').click();
    await page.getByText('This was changed elsewhere in the meantime').waitFor();
  });

  it('edits which container arguments are hidden', async () => {
    await open();
    await logIn();
    await button('Edit container arguments').click();
    await button('Remove argument 4').click();
    await button('Add').click();
    await page.getByLabel('Argument 4', { exact: true }).fill(' MY_TOKEN ');
    await button('Save').click();
    await page.getByText('4 arguments: CLEARML_API_SECRET_KEY, CLEARML_AGENT_GIT_PASS, AWS_SECRET_ACCESS_KEY, MY_TOKEN').waitFor();
    await expect.poll(() => JSON.stringify(clearml.user('jane').preferences)).toContain('{"key":"MY_TOKEN"}');
  });

  it('keeps what ClearML’s own web did to the hidden container arguments while somebody edited them here', async () => {
    await open();
    const jane = clearml.user('jane');
    const hidden = (...names: string[]) => ({ views: { redactedArguments: names.map((key) => ({ key })) } });
    jane.preferences = hidden('FIRST', 'SECOND', 'THIRD', 'FOURTH');
    await logIn();
    await button('Edit container arguments').click();
    await page.getByLabel('Argument 1', { exact: true }).fill('FIRST_RENAMED');
    await button('Remove argument 2').click();
    await button('Add').click();
    await page.getByLabel('Argument 4', { exact: true }).fill('MINE');
    jane.preferences = hidden('FIRST', 'SECOND', 'FOURTH', 'THEIRS');
    await button('Save').click();
    await page.getByText('4 arguments: FIRST_RENAMED, FOURTH, THEIRS, MINE').waitFor();
    expect(jane.preferences).toEqual(hidden('FIRST_RENAMED', 'FOURTH', 'THEIRS', 'MINE'));
  });

  it('makes, labels and revokes credentials, and renames oneself', async () => {
    await open();
    await logIn();
    await button('Create new credentials').click();
    await page.getByLabel('Label', { exact: true }).fill('train-box');
    await button('Create').click();
    const key = await page.getByRole('textbox', { name: 'Access key' }).inputValue();
    await button('I saved it').click();
    await button('Close').click();
    await page.getByRole('row', { name: new RegExp(key) }).waitFor();
    await button('Edit label train-box').click();
    await page.getByLabel('Label', { exact: true }).fill('train-box-2');
    await button('Save').click();
    await button('Revoke train-box-2').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await expect.poll(() => clearml.user('jane').credentials).toEqual([]);
    await button('Edit name').click();
    await page.getByLabel('Name', { exact: true }).fill('Jane Sample');
    await button('Save').click();
    await expect.poll(() => clearml.user('Jane Sample').username).toBe('jane');
  });

  it('works with an older server, where single things are missing, and a newer one', async () => {
    await open({ apiVersion: '2.13', without: ['organization.get_user_companies', 'server.report_stats_option', 'auth.edit_credentials'] });
    await logIn();
    await page.getByRole('group', { name: 'clearml' }).waitFor();
    expect(await toggle('Send anonymous usage data').count()).toBe(0);
    clearml.fault(faults.unknownFields);
    await page.reload();
    await page.getByRole('group', { name: 'clearml' }).waitFor();
  });
});

it('goes by https to a server whose authority it is told, through a proxy too', async () => {
  const certificate = selfSigned();
  const folder = await mkdtemp(join(tmpdir(), 'authority-'));
  const file = join(folder, 'ca.pem');
  await writeFile(file, certificate.cert);
  clearml = await startStandIn({ tls: certificate });
  const proxy = await startForwardProxy();
  try {
    server = await startBuiltServer({ CLEARML_API_URL: clearml.url, NODE_EXTRA_CA_CERTS: file, HTTPS_PROXY: proxy.url });
    page = await (await browser.newContext()).newPage();
    await page.goto(server.origin);
    await logIn();
    expect(proxy.passed.map(({ method, target }) => `${method} ${target}`)).toContain(`CONNECT ${new URL(clearml.url).host}`);
  } finally {
    await proxy.close();
    await rm(folder, { recursive: true });
  }
});

describe('check 53: a fault of the ClearML Server is told in words, and Retry gets over it', () => {
  it.each([
    ['reset', faults.resets, 'broke off'],
    ['half an answer', faults.halfOfLength, 'broke off'],
    ['a page instead of JSON', faults.html(200), 'Something else than a ClearML Server answered'],
    ['a redirect to log in', faults.redirect(), 'Something else than a ClearML Server answered'],
    ['a proxy without a server', faults.html(502), 'says that it is down'],
    ['an error of its own', faults.refuses(500), 'The server failed'],
    ['a page that forbids', faults.html(403), 'Something else than a ClearML Server answered'],
    ['a refusal of its own', faults.refuses(403, 20), 'Your role in this workspace does not allow that'],
    ['half of JSON', faults.invalidJson, 'answered instead of it'],
  ] as const)('%s', async (_name, fault, words) => {
    await open();
    await logIn();
    // in a card: what was there stays, and a change that failed is shown as it was
    clearml.fault(fault);
    await toggle('Show Hidden Projects').click();
    await page.getByRole('alert').filter({ hasText: words }).first().waitFor();
    await expect.poll(() => toggle('Show Hidden Projects').getAttribute('aria-checked')).toBe('false');
    // the whole page
    await page.reload();
    await page.getByText(words).first().waitFor();
    clearml.mend();
    await button('Retry').click();
    await profile().waitFor();
  });

  it.each([
    ['nobody listens', () => faults.closedPort(), 'does not take connections'],
    ['its name is not known', () => Promise.resolve(faults.unknownHost), 'The name of your ClearML Server is not known'],
    ['its certificate is not trusted', () => secure(selfSigned), 'NODE_EXTRA_CA_CERTS'],
    ['its certificate has expired', () => secure(expired), 'NODE_EXTRA_CA_CERTS'],
  ] as const)('%s', async (_name, address, words) => {
    await open({}, {}, address);
    await page.getByText(words).first().waitFor();
    await button('Retry').waitFor();
  });

  it('nothing comes back', async () => {
    await open();
    await logIn();
    clearml.fault(faults.neverAnswers, 'users.get_preferences');
    await page.reload();
    // what is there is shown meanwhile
    await page.getByRole('group', { name: 'clearml' }).waitFor();
    await page.getByText('Loading your preferences').waitFor({ state: 'attached' });
    await page.getByText('did not answer in time').first().waitFor({ timeout: 60_000 });
    clearml.mend();
    await button('Retry').first().click();
    await toggle('Show Hidden Projects').waitFor();
  });

  it('a session that it no longer knows leads to the log-in, and back', async () => {
    await open();
    await logIn();
    const { href } = new URL(page.url());
    clearml.fault(faults.refuses(401, 30, 'Invalid token (revoked token)'), 'users.set_preferences');
    await toggle('Show Hidden Projects').click();
    await page.getByText('Log in again to go on where you were').waitFor();
    clearml.mend();
    await logIn();
    expect(page.url()).toBe(href);
  });

  it('keeps what was typed', async () => {
    await open();
    await logIn();
    await button('Create new credentials').click();
    await page.getByLabel('Label', { exact: true }).fill('typed with care');
    clearml.fault(faults.resets);
    await button('Create').click();
    await page.getByText('broke off').waitFor();
    expect(await page.getByLabel('Label', { exact: true }).inputValue()).toBe('typed with care');
    clearml.mend();
    await button('Create').click();
    await page.getByRole('textbox', { name: 'Access key' }).waitFor();
  });
});
