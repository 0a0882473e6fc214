import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { locate, type Place } from '#lib/storage-address.ts';
import { hasVirtualHosts, readEndpoint } from '#lib/storage-endpoint.ts';
import type { Wanted } from '#lib/signed-address.ts';
import { row } from '#tests/support/read-facts.ts';
import { runs } from '#tests/support/runs.ts';

const { signal } = new AbortController();
const page = 'http://profile.example';
const errorOf = (code: string, more = ''): Response => new Response(`<Error><Code>${code}</Code>${more}</Error>`, { status: 404 });

let readRow: typeof import('#api/read-object.ts').readRow;
let readWeb: typeof import('#api/read-object.ts').readWeb;
let sent: string[] = [];

/** Answers all storages by `storage`, and the server's probe by `probe`. */
const stub = (storage: () => Response, probe: object = { reached: false, error_code: 'dns', timing_ms: 1 }): void => {
  sent = [];
  vi.stubGlobal('fetch', async (address: string) => {
    await Promise.resolve();
    if (address.startsWith('/')) return Response.json({ meta: { result_code: 200 }, data: probe });
    sent.push(address);
    return storage();
  });
};

const silent = (): Response => {
  throw new TypeError('Failed to fetch');
};

beforeAll(async () => {
  vi.stubGlobal('location', { protocol: 'http:', origin: page, hostname: 'profile.example' });
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
  vi.stubGlobal('navigator', { onLine: true });
  // it looks at the document at once
  ({ readRow, readWeb } = await import('#api/read-object.ts'));
});
afterAll(() => vi.unstubAllGlobals());

const wantedOf = (place: Extract<Place, { row: CloudRow }>): Wanted => {
  if (place.kind === 'buckets') return { what: 'buckets' };
  const { bucket } = place;
  if (place.kind === 'row') return { what: 'object', bucket, key: place.key };
  return { what: 'list', bucket, prefix: place.prefix, folders: true, limit: 1 };
};

/** Hosts, with their ports, that were asked for what an address names. */
const askedBy = async (address: string, one: CloudRow): Promise<string[]> => {
  const place = locate(address, [one]);
  if ('row' in place) await readRow(place.row, wantedOf(place), signal);
  return [...new Set(sent.map((asked) => new URL(asked).host))];
};

describe('an address that chooses a bucket below the host of a row', () => {
  const own = { host: 'http://storage.lan:9000', token: 'of today' };
  test.each<[string, Partial<CloudRow>, string, string[]]>([
    ['for all buckets', { ...own, bucket: '' }, 's3://storage.lan:9000/evil/x', ['storage.lan:9000']],
    ['that says path', { ...own, style: 'path' }, 's3://storage.lan:9000/models/x', ['storage.lan:9000']],
    ['of one label', { host: 'http://storage:9000' }, 's3://storage:9000/models/x', ['storage:9000']],
    ['that names the bucket', own, 's3://storage.lan:9000/models/x', ['storage.lan:9000', 'models.storage.lan:9000']],
    [
      'that says virtual',
      { ...own, bucket: '', style: 'virtual' },
      's3://storage.lan:9000/all/x',
      ['all.storage.lan:9000', 'storage.lan:9000'],
    ],
  ])('%s is answered by it alone, unless the row vouches for the name', async (_, by, address, hosts) => {
    stub(() => errorOf('NoSuchBucket'));
    expect(await askedBy(address, row(by))).toEqual(hosts);
  });

  test('is told how to have it read', async () => {
    stub(() => errorOf('NoSuchBucket'));
    const answer = await readRow(row({ ...own, bucket: '' }), { what: 'object', bucket: 'evil', key: 'x' }, signal);
    expect(answer).toEqual({ ok: false, verdict: { name: 'no_bucket', perhapsVirtual: true } });
  });
});

test('a failure whose meaning cannot be loaded is told by what is known', async () => {
  vi.doMock('#api/explain-read.ts', () => {
    throw new TypeError('Failed to fetch dynamically imported module');
  });
  onTestFinished(() => {
    vi.doUnmock('#api/explain-read.ts');
  });
  const read = () => readRow(row(), { what: 'object', bucket: 'models', key: 'x' }, signal);
  stub(() => errorOf('AccessDenied'));
  expect(await read()).toEqual({ ok: false, verdict: { name: 'other', status: 404, code: '' } });
  stub(silent);
  expect(await read()).toEqual({ ok: false, verdict: { name: 'offline' } });
});

test('whatever an address and the answers to it are, only the host of the row is asked, or a name below it that the row vouches for', async () => {
  const one = fc.record({
    host: fc.constantFrom(
      'http://storage:9000',
      'http://localhost:9000',
      'http://minio.lan:9000',
      'https://s3.corp.example',
      'http://10.1.2.3:9000',
      'http://[fd00::1]:9000',
      'https://oss-cn-hangzhou.aliyuncs.com',
      'https://storage.googleapis.com',
      'https://acct.blob.core.windows.net',
      'https://s3.eu-west-1.amazonaws.com',
    ),
    bucket: fc.constantFrom('', 'models'),
    style: fc.constantFrom('', 'path', 'virtual'),
    token: fc.constantFrom('', 'of today'),
  });
  const bucket = fc.oneof(
    fc.constantFrom(
      'models',
      'models',
      'models',
      'evil',
      'xn--80ak6aa92e',
      '127.0.0.1',
      'a.b',
      'a@evil.example',
      'evil.example:9000',
      '..',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const key = fc.oneof(
    fc.constantFrom('x', '', '@evil.example/', '../x', 'a/', '//evil.example'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const scheme = fc.constantFrom('s3:', 'azure:', 'gs:', 'http:', 'https:', 'own', 'own', 'own');
  const elsewhere = '<Endpoint>evil.example</Endpoint><Region>eu-west-2</Region><Message>region</Message>';
  const code = fc.constantFrom('NoSuchBucket', 'AccessDenied', 'PermanentRedirect', 'SecondLevelDomainForbidden', 'Whatever');
  const storage = fc.oneof(
    fc.constant(silent),
    fc.tuple(code, fc.constantFrom('', elsewhere)).map(
      ([name, more]) =>
        () =>
          errorOf(name, more),
    ),
    fc.constant(() => new Response('<html></html>', { status: 403, headers: { 'Content-Type': 'text/html' } })),
  );
  const headers = { 'x-amz-bucket-region': 'eu-west-2', location: 'https://evil.example/' };
  const probe = fc.constantFrom(
    { reached: false, error_code: 'dns', timing_ms: 1 },
    { reached: true, status: 404, timing_ms: 1, headers: {} },
    { reached: true, status: 301, timing_ms: 1, headers },
  );
  const tries = runs(1000);
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(one, scheme, fc.boolean(), bucket, key, storage, probe, async (by, start, before, name, object, answer, found) => {
      stub(answer, found);
      const of = row(by);
      const host = readEndpoint(of.host)?.host ?? '';
      const from = start === 'own' ? (readEndpoint(of.host)?.protocol ?? '') : start;
      const place = before ? `${name}.${host}` : `${start === 'gs:' ? '' : `${host}/`}${name}`;
      const asked = await askedBy(`${from}//${place}/${object}`, of);
      hits += asked.length;
      const vouched =
        of.style === 'virtual' || (of.style === '' && (hasVirtualHosts(of.host) || (of.bucket === 'models' && host.includes('.'))));
      const own = host.endsWith('.amazonaws.com') ? /^(.+\.)?s3\.eu-west-[12]\.amazonaws\.com$/ : undefined;
      for (const one of asked) {
        const isBelow = vouched && one.endsWith(`.${host}`) && (of.bucket === '' || one === `models.${host}`);
        if (one !== host && !isBelow) expect(one).toMatch(own ?? host);
      }
    }),
    { numRuns: tries },
  );
  expect(hits).toBeGreaterThan(tries / 10);
});

test('check 49: on a page over https nothing is asked of a host over plain http, by a row or without', async () => {
  stub(() => new Response(''));
  const answered = async () => {
    const plain = row({ host: 'http://minio.lan:9000' });
    const all = [
      await readRow(plain, { what: 'object', bucket: 'models', key: 'a.txt' }, signal),
      await readWeb('http://files.lan/a.txt', signal),
    ];
    return all.map((answer) => (answer.ok ? 'read' : answer.verdict.name));
  };
  vi.stubGlobal('location', { protocol: 'https:', origin: 'https://profile.example', hostname: 'profile.example' });
  onTestFinished(() => void vi.stubGlobal('location', { protocol: 'http:', origin: page, hostname: 'profile.example' }));
  expect([await answered(), sent]).toEqual([['mixed_content', 'mixed_content'], []]);
  vi.stubGlobal('location', { protocol: 'http:', origin: page, hostname: 'profile.example' });
  expect(await answered()).toEqual(['read', 'read']);
  expect(sent).toHaveLength(2);
});
