import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presign } from '#lib/sigv4.ts';
import { startAzurite, type Azurite } from '#tests/support/azure/azurite.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startS3, type S3Options, type S3Server } from '#tests/support/s3-server.ts';
import { hasCertutil } from '#tests/support/trust.ts';
import { makeAuthority, selfSigned, type Certificate } from '#tests/support/upstream/certificates.ts';

const authority = makeAuthority();
const aws = '*.s3.eu-west-1.amazonaws.com';
const google = 'storage.googleapis.com';
const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'secret/of+example' };
const buckets = { models: { 'a.txt': { type: 'text/plain', body: 'epoch 1' } } };

const servers: S3Server[] = [];
const start = async (tls: Certificate, options: S3Options = {}): Promise<S3Server> => {
  const s3 = await startS3({ ...keys, buckets, tls, ...options });
  servers.push(s3);
  return s3;
};

let browser: Browser;
let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite(authority);
  await azurite.putContainer('models');
  await azurite.putBlob('models', 'a.txt', 'epoch 1', 'text/plain');
  const amazon = await start(authority.issue([aws]), { region: 'eu-west-1', styles: 'both', domains: [aws.slice(2)] });
  const hosts = {
    [aws]: amazon.host,
    'acct.blob.core.windows.net': azurite.host,
    [google]: (await start(authority.issue([google]), { region: 'auto' })).host,
    'stranger.example': (await start(makeAuthority().issue(['stranger.example']))).host,
    'alone.example': (await start(selfSigned())).host,
    'late.example': (await start(authority.issueExpired(['late.example']))).host,
    'misnamed.example': (await start(authority.issue(['named.example']))).host,
  };
  browser = await openBrowser({ trust: authority, hosts });
});
afterAll(async () => {
  await browser?.close();
  await azurite?.stop();
  await Promise.all(servers.map((s3) => s3.close()));
});

const open = async (address: string): Promise<string> => {
  const page = await browser.newPage();
  try {
    await page.goto(address);
    return await page.locator('body').innerText();
  } catch (error) {
    return /net::\w+/.exec(String(error))?.[0] ?? String(error);
  } finally {
    await page.close();
  }
};

const signed = (origin: string, path: string, region: string): string =>
  presign({ method: 'GET', origin, path, seconds: 900, now: Date.now() }, { ...keys, region });

test('storage of AWS, Google and Azure stands at its own names', async () => {
  expect(await open(signed('https://models.s3.eu-west-1.amazonaws.com', '/a.txt', 'eu-west-1'))).toBe('epoch 1');
  expect(await open(signed('https://storage.googleapis.com', '/models/a.txt', 'auto'))).toBe('epoch 1');
  expect(await open(`${azurite.origin}/models/a.txt?${azurite.accountSas()}`)).toBe('epoch 1');
});

test('certificates of others fail', async () => {
  expect(await open('https://stranger.example/')).toBe('net::ERR_CERT_AUTHORITY_INVALID');
  expect(await open('https://alone.example/')).toMatch(/^net::ERR_CERT_/);
});

describe.skipIf(!hasCertutil)('with a database of certificates', () => {
  test('those of the authority fail too where they are over or of another name', async () => {
    expect(await open('https://late.example/')).toBe('net::ERR_CERT_DATE_INVALID');
    expect(await open('https://misnamed.example/')).toBe('net::ERR_CERT_COMMON_NAME_INVALID');
  });
});
