import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { signedAddress } from '#lib/signed-address.ts';
import { askAt } from '#tests/support/ask-at.ts';
import { startAzurite, type Azurite } from '#tests/support/azure/azurite.ts';
import { makeAuthority } from '#tests/support/upstream/certificates.ts';

const page = 'https://profile.example';
const authority = makeAuthority();
const name = "runs/it's (1)+é & 50%.txt";
let azurite: Azurite;

beforeAll(async () => {
  azurite = await startAzurite(authority);
  for (const container of ['models', 'other']) {
    await azurite.putContainer(container);
    await azurite.putBlob(container, name, 'epoch 1', 'text/plain');
  }
}, 120_000);
afterAll(() => azurite?.stop());

const addressOf = (secret: string, container = 'models', key = name): string => {
  const row: CloudRow = { id: '1', bucket: container, key: '', secret, token: '', region: '', host: azurite.origin, style: '' };
  return signedAddress(row, { what: 'object', bucket: container, key }, Date.now());
};
const ask = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  askAt(azurite.host, address, { method, ca: authority.cert, headers: { origin: page, ...headers } });
const outcome = async (address: string): Promise<readonly [number, unknown]> => {
  const { status, headers, body } = await ask(address);
  return [status, headers['x-ms-error-code'] ?? body];
};
const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

describe('a SAS', () => {
  test('of the account opens all containers', async () => {
    const sas = azurite.accountSas();
    expect(await outcome(addressOf(sas))).toEqual([200, 'epoch 1']);
    expect(await outcome(addressOf(sas, 'other'))).toEqual([200, 'epoch 1']);
    expect((await ask(`${azurite.origin}/?comp=list&${sas}`)).body).toContain('<Name>models</Name>');
  });

  test('of a container opens and lists that one', async () => {
    const sas = azurite.containerSas('models', { start: minutes(-5), end: minutes(5) });
    expect(await outcome(addressOf(sas))).toEqual([200, 'epoch 1']);
    expect((await ask(`${azurite.origin}/models?restype=container&comp=list&${sas}`)).body).toContain(
      `<Name>${name.replace('&', '&amp;')}</Name>`,
    );
  });

  test('of a container opens no other', async () => {
    expect(await outcome(addressOf(azurite.containerSas('models'), 'other'))).toEqual([403, 'AuthorizationFailure']);
  });

  test('that is broken, over or not yet begun opens nothing', async () => {
    const broken = azurite.accountSas().replace(/sig=.../, 'sig=AAA');
    expect(await outcome(addressOf(broken))).toEqual([403, 'AuthorizationFailure']);
    for (const options of [{ end: minutes(-1) }, { start: minutes(5) }]) {
      expect(await outcome(addressOf(azurite.accountSas(options)))).toEqual([403, 'AuthorizationFailure']);
      expect(await outcome(addressOf(azurite.containerSas('models', options)))).toEqual([403, 'AuthorizationFailure']);
    }
  });

  test('whose permissions were changed opens nothing', async () => {
    const sas = azurite.containerSas('models', { permissions: 'r' });
    expect(await outcome(addressOf(sas.replace('sp=r', 'sp=rl')))).toEqual([403, 'AuthorizationFailure']);
  });

  test('without the permission to read, or to list, may not', async () => {
    expect(await outcome(addressOf(azurite.containerSas('models', { permissions: 'l' })))).toEqual([
      403,
      'AuthorizationPermissionMismatch',
    ]);
    const reading = azurite.containerSas('models', { permissions: 'r' });
    const list = `${azurite.origin}/models?restype=container&comp=list&${reading}`;
    expect(await outcome(list)).toEqual([403, 'AuthorizationPermissionMismatch']);
  });
});

test('what is not there has a name', async () => {
  expect(await outcome(addressOf(azurite.accountSas(), 'models', 'none'))).toEqual([404, 'BlobNotFound']);
  expect(await outcome(addressOf(azurite.accountSas(), 'none'))).toEqual([404, 'ContainerNotFound']);
});

test('a page may read what the rules of CORS say', async () => {
  const address = addressOf(azurite.accountSas());
  const allowed = async (origin: string) => (await ask(address, { origin })).headers['access-control-allow-origin'];
  expect(await allowed(page)).toBeUndefined();
  await azurite.setCors([{ origins: [page], methods: ['GET', 'HEAD'], headers: ['range'], exposed: ['x-ms-error-code'], seconds: 600 }]);
  expect(await allowed(page)).toBe(page);
  expect(await allowed('https://other.example')).toBeUndefined();
  const asking = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'range' };
  expect((await ask(address, asking, 'OPTIONS')).status).toBe(200);
  expect((await ask(address, { ...asking, origin: 'https://other.example' }, 'OPTIONS')).status).toBe(403);
  await azurite.setCors([]);
  expect(await allowed(page)).toBeUndefined();
});
