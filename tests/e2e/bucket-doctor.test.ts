import type { Browser, Locator, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Azurite } from '#tests/support/azure/azurite.ts';
import { readCorsCommand } from '#tests/support/azure/cors-command.ts';
import { hasWholeChromium, openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { tellNames, type StorageNames } from '#tests/support/storage-names.ts';
import { google, keys, startStorages, type Storages } from '#tests/support/storages.ts';
import { startTlsTunnel, type TlsTunnel } from '#tests/support/tls-tunnel.ts';
import { hasCertutil } from '#tests/support/trust.ts';
import { signUpAt } from '#tests/support/visitor.ts';

const origin = 'https://profile.test';
const at = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);

let server: BuiltServer;
let browser: Browser | undefined;
let page: Page;
let storages: Storages;
let front: TlsTunnel;
let names: StorageNames;

beforeAll(async () => {
  storages = await startStorages();
  const { authority } = storages;
  names = await tellNames(storages.names, authority);
  server = await startBuiltServer({ ...names.env, PUBLIC_URL: origin, RATE_LIMITS: 'off' });
  front = await startTlsTunnel(server.port, authority.issue(['profile.test']));
  await arrive(false);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await front?.stop();
  await storages?.stop();
  await names?.forget();
});

/** Somebody new in a browser of this kind. */
const arrive = async (whole: boolean): Promise<void> => {
  const hosts = { 'profile.test': front.host, ...storages.names, '10.9.9.9': storages.hosts.closed };
  // all but one are on the internet, as far as the browser's guard of the local network goes
  const open = [front.host, ...storages.open].map((host) => `${host}=public`).join(',');
  await browser?.close();
  browser = await openBrowser({ whole, trust: storages.authority, hosts, args: [`--ip-address-space-overrides=${open}`] });
  page = await signUpAt(browser, origin, { email: whole ? 'whole@example.com' : 'ada@example.com' });
  page.setDefaultTimeout(20_000);
};

const card = (): Locator => page.getByRole('region', { name: 'Web App Cloud Access' });
const button = (name: RegExp): Locator => card().getByRole('button', { name });

interface Fields {
  readonly bucket?: string;
  readonly key?: string;
  readonly secret?: string;
  readonly token?: string;
  readonly region?: string;
  readonly host: string;
  /** as it is chosen */
  readonly style?: string;
}

/** Adds a row. */
const addRow = async ({
  bucket = 'models',
  key = keys.accessKey,
  secret = keys.secretKey,
  token = '',
  region = '',
  host,
  style,
}: Fields) => {
  await card().getByRole('button', { name: 'Add access keys' }).click();
  const values = { Bucket: bucket, Key: key, 'Secret / SAS': secret, Token: token, Region: region, 'Host (Endpoint)': host };
  for (const [name, value] of Object.entries(values)) await card().getByLabel(name, { exact: true }).fill(value);
  if (style !== undefined) await card().getByLabel('Address style').selectOption(style);
  await card().getByRole('button', { name: 'Save' }).click();
  await button(/^Edit /).waitFor();
};
const testIt = (): Promise<void> => button(/^Test /).click();
const testRow = async (fields: Fields): Promise<void> => {
  await addRow(fields);
  await testIt();
};

/** The verdict, once it is there. */
const verdict = async (title: string): Promise<string> => {
  const alert = card().getByRole('alert');
  await alert.waitFor();
  const text = await alert.innerText();
  expect(text).toContain(title);
  return text;
};
const works = (): Promise<void> => card().getByText('Works', { exact: true }).waitFor();
const again = (): Promise<void> => card().getByRole('button', { name: 'Test again' }).click();
/** What there is to paste for somebody. */
const pasted = (name: string): Promise<string> =>
  card()
    .getByRole('region', { name: `For ${name}` })
    .innerText();

// what the page may ask is not what most of these are about
beforeEach(() => page.context().grantPermissions(['local-network-access'], { origin }));
afterEach(async () => {
  await page.context().setOffline(false);
  await page.context().clearPermissions();
  Object.assign(storages.sound.faults, {
    noCors: false,
    corsFor: undefined,
    ahead: 0,
    noListing: false,
    noReading: false,
    instead: undefined,
  });
  await button(/^Remove /).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await card().getByText('No access keys yet').waitFor();
});

interface Fault {
  readonly host?: keyof Storages['hosts'];
  readonly fields?: Partial<Fields>;
  readonly fault?: () => unknown;
  readonly title: string;
  readonly help: RegExp;
}

test('of what only the network of the storage knows: what is left, and the setting with which the server would look', async () => {
  await testRow({ host: 'https://10.9.9.9:9000' });
  await verdict('No answer');
  expect(await card().getByRole('list', { name: 'What may be behind it' }).innerText()).toMatch(
    /Nothing listens.*An extension of the browser/s,
  );
  expect(await pasted('setting')).toBe('PROBE_ALLOW=10.9.9.9:9000');
});

describe('of S3', () => {
  test.each<[string, Fault]>([
    ['an unknown key', { fields: { key: 'AKIDOTHER' }, title: 'Unknown key', help: /Check Key and Host/ }],
    ['a wrong secret', { fields: { secret: 'guessed' }, title: 'Wrong secret', help: /Enter the secret again/ }],
    ['a token of yesterday', { host: 'temporary', fields: { token: 'of yesterday' }, title: 'Token expired', help: /new temporary keys/ }],
    ['a bucket that is not there', { fields: { bucket: 'lost' }, title: 'No such bucket', help: /Check Bucket and Host/ }],
    [
      'a list that may not be had',
      { fault: () => (storages.sound.faults.noListing = true), title: 'No permission', help: /s3:ListBucket/ },
    ],
    [
      'an object that may not be read',
      { fault: () => (storages.sound.faults.noReading = true), title: 'No permission', help: /s3:GetObject/ },
    ],
    ['a clock that is behind', { fault: () => (storages.sound.faults.ahead = 3_600_000), title: 'Wrong clock', help: /60 minutes behind/ }],
    ['a clock that is ahead', { fault: () => (storages.sound.faults.ahead = -3_600_000), title: 'Wrong clock', help: /60 minutes ahead/ }],
    [
      'the console of a storage',
      { fault: () => (storages.sound.faults.instead = 'html'), title: 'No storage there', help: /console 9001/ },
    ],
    [
      'a storage that is busy',
      {
        fault: () => (storages.sound.faults.instead = 'SlowDown'),
        title: 'The server is busy',
        help: /503 \(SlowDown\).*Try again in a moment/,
      },
    ],
    [
      'a redirect',
      {
        fault: () => (storages.sound.faults.instead = { redirect: 'http://elsewhere.example/models/?X-Amz-Signature=x' }),
        title: 'Sent elsewhere',
        help: /to http:\/\/elsewhere\.example\. What this page reads stops there/,
      },
    ],
    ['no network', { fault: () => page.context().setOffline(true), title: 'No network', help: /offline/ }],
    [
      'a name that is none',
      { fields: { host: 'https://storage.invalid' }, title: 'Host not found', help: /The server of this page finds no storage\.invalid/ },
    ],
    ['a closed port', { host: 'closed', title: 'No answer', help: /The server of this page finds nobody listening there/ }],
    [
      'trap 3: plain http on an https page',
      { fields: { host: 'http://storage.test:9000' }, title: 'Blocked by the browser', help: /Nothing was sent/ },
    ],
  ])('%s', async (_, { host = 'sound', fields, fault, title, help }) => {
    await addRow({ host: storages.hosts[host], ...fields });
    await fault?.();
    await testIt();
    expect(await verdict(title)).toMatch(help);
  });
});

test('of a region: the right one is saved by its button', async () => {
  await testRow({ host: storages.hosts.abroad, region: 'us-east-2' });
  expect(await verdict('Wrong region')).toContain('The bucket is in eu-west-1.');
  await card().getByRole('button', { name: 'Use eu-west-1' }).click();
  await works();
  await card().getByRole('cell', { name: 'eu-west-1' }).waitFor();
});

test.each([
  ['virtual', 'Automatic', 'the bucket before its host', 'virtual-host'],
  ['virtual', 'Path: host/bucket', 'the bucket before its host', 'virtual-host'],
  ['sound', 'Virtual host: bucket.host', 'the bucket in the path', 'path'],
] as const)('of a style of address (%s, %s): the right one is saved by its button', async (name, style, wanted, right) => {
  await testRow({ host: `http://localhost:${storages.hosts[name].split(':')[1]}`, style });
  expect(await verdict('Other style of address')).toContain(`wants ${wanted}`);
  await card()
    .getByRole('button', { name: `Use ${right} style` })
    .click();
  await works();
});

test('of silence: an answer that does not come in time', async () => {
  await addRow({ host: storages.hosts.silent });
  await page.clock.install();
  const sent = page.waitForRequest((request) => request.url().includes(storages.hosts.silent));
  await testIt();
  await sent;
  await page.clock.fastForward(16_000);
  expect(await verdict('No answer in time')).toMatch(/firewall/);
});

describe('of a certificate', () => {
  test('that nobody known has signed', async () => {
    await testRow({ host: `https://${storages.hosts.stranger}` });
    expect(await verdict('Certificate refused')).toMatch(/Nobody known has signed/);
  });
  test('of a host that does not speak https', async () => {
    await testRow({ host: `https://${storages.hosts.sound}` });
    expect(await verdict('Certificate refused')).toMatch(/does not speak https/);
  });
  test.skipIf(!hasCertutil)('that has expired', async () => {
    await testRow({ host: `https://${storages.hosts.late}` });
    expect(await verdict('Certificate refused')).toMatch(/has expired/);
  });
  test.skipIf(!hasCertutil)('for another name', async () => {
    await testRow({ host: `https://${storages.hosts.misnamed}` });
    expect(await verdict('Certificate refused')).toMatch(/for another name/);
  });
});

describe('of CORS: the rules to paste work', () => {
  const closed = 'The bucket does not let this page read';

  test('in the console of AWS', async () => {
    await testRow({ host: '' });
    expect(await verdict(closed)).toContain(`Allow GET from ${origin}`);
    storages.cors.aws['models'] = await pasted('AWS console');
    await again();
    await works();
  });
  test.each([
    ['by the command line', 'AWS CLI', (text: string) => /--cors-configuration '(.*)'$/s.exec(text)?.[1]],
    ['as XML', 'XML', (text: string) => text],
  ] as const)('in a storage of S3, %s', async (_, name, documentOf) => {
    delete storages.cors.own['models'];
    await testRow({ host: storages.hosts.ruled });
    await verdict(closed);
    storages.cors.own['models'] = documentOf(await pasted(name)) ?? '';
    await again();
    await works();
  });
  test('in MinIO, for the whole server', async () => {
    storages.sound.faults.corsFor = 'https://other.example';
    await testRow({ host: storages.hosts.sound });
    await verdict(closed);
    storages.sound.faults.corsFor = /cors_allow_origin=(\S+)/.exec(await pasted('MinIO'))?.[1];
    await again();
    await works();
  });
  test('in Google Cloud', async () => {
    await testRow({ host: google });
    await verdict(closed);
    storages.cors.google['models'] = /<<'END'\n(.*)\nEND/s.exec(await pasted('Google Cloud'))?.[1] ?? '';
    await again();
    await works();
  });
  test('in Azure', async () => {
    const { azurite } = storages;
    await azurite.setCors([]);
    await testRow({ host: azurite.origin, key: '', secret: azurite.containerSas('models') });
    await verdict(closed);
    const command = await pasted('Azure CLI');
    expect(command).toContain(`--account-name ${azurite.account} --services b `);
    await azurite.setCors([readCorsCommand(command)]);
    await again();
    await works();
  });
});

describe('of a SAS', () => {
  interface SasFault {
    readonly bucket?: string;
    readonly sas: (azurite: Azurite) => string;
    readonly title: string;
    readonly help: RegExp;
    /** what is read out of the SAS */
    readonly says?: RegExp;
    /** it is told before anything is sent */
    readonly unsent?: boolean;
  }
  test.each<[string, SasFault]>([
    [
      'over',
      {
        sas: (azurite) => azurite.containerSas('models', { start: new Date('2026-01-01T08:00Z'), end: new Date('2026-01-01T09:30Z') }),
        title: 'SAS expired',
        help: /Make a new one/,
        says: /Valid until\s+2026-01-01 09:30 UTC/,
        unsent: true,
      },
    ],
    [
      'not begun',
      {
        sas: (azurite) => azurite.containerSas('models', { start: at(30) }),
        title: 'SAS not valid yet',
        help: /begins later/,
        says: /Valid from/,
      },
    ],
    [
      'that was broken',
      {
        sas: (azurite) => azurite.containerSas('models').replace(/sig=.../, 'sig=AAA'),
        title: 'SAS refused',
        help: /copied whole/,
        says: /May\s+read, list \(rl\)\s+For\s+a container \(sr=c\)/,
      },
    ],
    [
      'of another container',
      { sas: (azurite) => azurite.containerSas('other'), title: 'SAS refused', help: /for this account and container/ },
    ],
    [
      'of a container, to list all of them',
      {
        bucket: '',
        sas: (azurite) => azurite.containerSas('models'),
        title: 'SAS refused',
        help: /a list of containers needs .*srt with s/,
      },
    ],
    [
      'of another kind',
      { sas: (azurite) => azurite.accountSas({ types: 'o' }), title: 'SAS refused', help: /a list of blobs needs .*srt with c/ },
    ],
    ['of another service', { sas: (azurite) => azurite.accountSas({ services: 'q' }), title: 'SAS refused', help: /Blob Storage/ }],
    [
      'without leave to list',
      { sas: (azurite) => azurite.containerSas('models', { permissions: 'r' }), title: 'No permission', help: /permission l \(list\)/ },
    ],
    [
      'without leave to read',
      { sas: (azurite) => azurite.containerSas('models', { permissions: 'l' }), title: 'No permission', help: /permission r \(read\)/ },
    ],
    [
      'of a container that is not there',
      { bucket: 'lost', sas: (azurite) => azurite.accountSas(), title: 'No such bucket', help: /Check Bucket/ },
    ],
  ])('%s', async (_, { bucket = 'models', sas, title, help, says, unsent = false }) => {
    const { azurite } = storages;
    let sent = 0;
    const count = (request: Request): void => void (sent += Number(request.url().startsWith(azurite.origin)));
    page.on('request', count);
    await testRow({ bucket, host: azurite.origin, key: '', secret: sas(azurite) });
    expect(await verdict(title)).toMatch(help);
    page.off('request', count);
    expect(sent > 0).toBe(!unsent);
    if (says !== undefined) expect(await card().getByLabel('The SAS says').innerText()).toMatch(says);
  });
});

test('of an object that is not there, after one that is', async () => {
  await testRow({ host: storages.hosts.sound });
  await works();
  await card().getByLabel('Object').fill('Log.txt');
  await card().getByRole('button', { name: 'Read it' }).click();
  expect(await verdict('No such object')).toMatch(/upper and lower case/);
});

test('of all buckets: they are listed, and an object is read by bucket/key', async () => {
  await testRow({ bucket: '', host: storages.hosts.sound });
  await card().getByText('The keys see 1 bucket: models.').waitFor();
  await card().getByLabel('Object').fill('models/log.txt');
  await card().getByRole('button', { name: 'Read it' }).click();
  await card()
    .getByText(/^Read s3:/)
    .waitFor();
  expect(await card().getByRole('list', { name: 'What was tried' }).textContent()).toMatch(/The object is there: yes/);
});

// where nobody is there to be asked, the browser takes that for a no
test.skipIf(!hasWholeChromium())('of the guard of the local network, which a whole browser has', async () => {
  await arrive(true);
  await page.context().clearPermissions();
  await testRow({ host: storages.hosts.guarded });
  expect(await verdict('The browser guards your local network')).toMatch(/Site settings, Local network access/);
});
