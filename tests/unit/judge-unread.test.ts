import { describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { judge } from '#lib/judge.ts';
import { mayBeTried, otherStyle } from '#lib/other-style.ts';
import { isLoopback, isPrivateHost } from '#lib/private-host.ts';
import { verdictBefore, type ReadVerdict } from '#lib/read-verdict.ts';
import { readSas } from '#lib/sas.ts';
import {
  aws,
  azure,
  facts,
  late,
  list,
  now,
  opaque,
  page,
  reached,
  redirect,
  row,
  silence,
  unreached,
  type Case,
} from '#tests/support/read-facts.ts';

const cors = { name: 'cors', host: 'https://minio.example:9000', bucket: 'models' } as const;
const lan = 'http://minio.lan:9000/models/a.png';
const at = (minutes: number): string => new Date(now - minutes * 60_000).toUTCString();

describe('an answer that is closed to the page', () => {
  test.each<[string, Case, ReadVerdict]>([
    ['without a probe', { attempt: opaque }, cors],
    ['that the server reads', { attempt: opaque, probe: reached(200) }, cors],
    ['that the server is refused too', { attempt: opaque, probe: reached(403) }, { ...cors, status: 403 }],
    [
      'that is too busy',
      { attempt: opaque, probe: reached(503, {}, 'SlowDown') },
      { name: 'other', status: 503, code: 'SlowDown', closed: true },
    ],
    [
      'that is asked too often',
      { row: azure, attempt: opaque, probe: reached(429) },
      { name: 'other', status: 429, code: '', closed: true },
    ],
    ['of an object that may not be there', { attempt: opaque, probe: reached(404) }, { ...cors, status: 404 }],
    ['of a list of what is not there', { wanted: list, attempt: opaque, probe: reached(404) }, { name: 'no_bucket', closed: true }],
    ['of a bucket that MinIO has not', { attempt: opaque, probe: reached(404, {}, 'NoSuchBucket') }, { name: 'no_bucket', closed: true }],
    [
      'of Azure, which was asked without the SAS',
      { row: azure, attempt: opaque, probe: reached(409) },
      { name: 'cors', host: azure.host, bucket: 'models' },
    ],
    [
      'of temporary keys, which were not shown',
      { row: row({ token: 't' }), wanted: list, attempt: opaque, probe: reached(404, { date: at(60) }) },
      cors,
    ],
    [
      'of a bucket in another region',
      { row: aws, attempt: opaque, probe: reached(400, { 'x-amz-bucket-region': 'eu-west-1' }) },
      { name: 'wrong_region', region: 'eu-west-1', closed: true },
    ],
    [
      'of a bucket in this region',
      { row: aws, attempt: opaque, probe: reached(200, { 'x-amz-bucket-region': 'us-east-1' }) },
      { name: 'cors', host: '', bucket: 'models' },
    ],
    ['by a clock that is ahead', { attempt: opaque, probe: reached(403, { date: at(20) }) }, { name: 'clock', minutes: 20, closed: true }],
    [
      'by a clock that is behind',
      { attempt: opaque, probe: reached(403, { date: at(-20) }) },
      { name: 'clock', minutes: -20, closed: true },
    ],
    ['by a clock that is near enough', { attempt: opaque, probe: reached(403, { date: at(10) }) }, { ...cors, status: 403 }],
    [
      'of a storage that lets all pages read',
      { attempt: opaque, probe: reached(200, { 'access-control-allow-origin': '*' }) },
      { ...cors, allowed: true },
    ],
    [
      'of a storage that lets this page read',
      { attempt: opaque, probe: reached(200, { 'access-control-allow-origin': 'https://profile.example' }) },
      { ...cors, allowed: true },
    ],
    [
      'of a storage that lets another page read',
      { attempt: opaque, probe: reached(200, { 'access-control-allow-origin': 'https://other.example' }) },
      cors,
    ],
    [
      'of a console',
      { wanted: list, attempt: opaque, probe: reached(200, { 'content-type': 'text/html' }) },
      { name: 'not_storage', how: 'html' },
    ],
    [
      'of a console in place of an object',
      { attempt: opaque, probe: reached(200, { 'content-type': 'text/html' }) },
      { name: 'not_storage', how: 'html' },
    ],
    [
      'of an object that may be a page by its name',
      {
        wanted: { what: 'object', bucket: 'models', key: 'v1.2/report' },
        attempt: opaque,
        probe: reached(200, { 'content-type': 'text/html' }),
      },
      cors,
    ],
    [
      'with a page of what guards the storage',
      { wanted: list, attempt: opaque, probe: reached(403, { 'content-type': 'text/html' }) },
      { ...cors, status: 403 },
    ],
    [
      'that leads to a page of the same host',
      { attempt: redirect, probe: reached(302, { location: 'https://minio.example:9000/login' }) },
      { name: 'not_storage', how: 'html' },
    ],
    ['of a page that is an object', { wanted: page, attempt: opaque, probe: reached(200, { 'content-type': 'text/html' }) }, cors],
    ['of a web server', { web: true, attempt: opaque, probe: reached(200) }, { name: 'cors', host: undefined, bucket: '' }],
    ['of a list of buckets', { wanted: { what: 'buckets' }, attempt: opaque }, { ...cors, bucket: '' }],
    [
      'with a page of a redirect',
      { wanted: list, attempt: opaque, probe: reached(301, { location: 'https://s3.example/', 'content-type': 'text/html' }) },
      { name: 'redirected', to: 'https://s3.example' },
    ],
    [
      'of a web server that leads elsewhere',
      { web: true, attempt: opaque, probe: reached(301, { location: 'https://s3.example/' }) },
      { name: 'cors', host: undefined, bucket: '' },
    ],
    ['that leads elsewhere', { attempt: redirect }, { name: 'redirected' }],
    [
      'that leads elsewhere, where to by the probe',
      { attempt: redirect, probe: reached(301, { location: 'https://s3.example/models/a.png' }) },
      { name: 'redirected', to: 'https://s3.example' },
    ],
  ])('%s', (_, given, verdict) => expect(judge(facts(given))).toEqual(verdict));
});

describe('no answer at all', () => {
  const left = ['dns', 'refused', 'tls', 'blocker'] as const;
  test.each<[string, Case, ReadVerdict]>([
    ['offline', { attempt: silence, reader: { online: false } }, { name: 'offline' }],
    ['of a name that is none', { attempt: silence, probe: unreached('dns', 'ENOTFOUND') }, { name: 'dns', host: 'minio.example:9000' }],
    ['of a closed port', { attempt: silence, probe: unreached('refused') }, { name: 'refused', how: 'refused' }],
    ['of a connection that ends', { attempt: silence, probe: unreached('reset') }, { name: 'refused', how: 'reset' }],
    ['of a host without a way', { attempt: silence, probe: unreached('unreachable') }, { name: 'refused', how: 'unreachable' }],
    ['in time', { attempt: silence, probe: unreached('timeout') }, { name: 'timeout' }],
    ['in the time of the page', { attempt: late }, { name: 'timeout' }],
    ['of something else than HTTP', { attempt: silence, probe: unreached('not_http') }, { name: 'not_storage', how: 'not_http' }],
    ...(
      [
        ['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted'],
        ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted'],
        ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
        ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'untrusted'],
        ['CERT_HAS_EXPIRED', 'expired'],
        ['CERT_NOT_YET_VALID', 'early'],
        ['ERR_TLS_CERT_ALTNAME_INVALID', 'other_name'],
        ['ERR_SSL_WRONG_VERSION_NUMBER', 'no_tls'],
        ['EPROTO', 'no_tls'],
        ['CERT_REVOKED', 'other'],
      ] as const
    ).map(([code, fault]): [string, Case, ReadVerdict] => [
      `for ${code}`,
      { attempt: silence, probe: unreached('tls', code) },
      { name: 'tls', fault, code },
    ]),
    [
      'by the guard of the local network',
      { url: lan, attempt: silence, reader: { localNetwork: 'denied' } },
      { name: 'local_network', denied: true },
    ],
    ['while the guard asks', { url: lan, attempt: late, reader: { localNetwork: 'prompt' } }, { name: 'local_network', denied: false }],
    [
      'of a private address behind a public name',
      { attempt: silence, probe: { kind: 'not_allowed', allow: 'minio.example:9000' }, reader: { localNetwork: 'denied' } },
      { name: 'local_network', denied: true },
    ],
    [
      'for a page of the same network, which the guard lets pass',
      { url: lan, attempt: late, reader: { localNetwork: 'prompt', host: 'profile.lan' } },
      { name: 'timeout' },
    ],
    ...(
      [
        [lan, 'profile.lan'],
        [lan, 'localhost'],
        ['http://localhost:9000/models/a.png', '127.0.0.1'],
      ] as const
    ).flatMap(([url, host]) =>
      (['denied', 'prompt'] as const).map((localNetwork): [string, Case, ReadVerdict] => [
        `at ${url}, for a page at ${host}, which no guard holds: ${localNetwork}`,
        { url, attempt: silence, reader: { localNetwork, host } },
        { name: 'unknown', left: ['dns', 'refused', 'blocker'] },
      ]),
    ),
    [
      'of a name that may lead anywhere, for a page of the own network',
      { attempt: silence, reader: { localNetwork: 'denied', host: 'localhost' } },
      { name: 'unknown', left: ['dns', 'refused', 'tls', 'blocker'] },
    ],
    [
      'of this computer, for a page of the own network',
      { url: 'http://localhost:9000/models/a.png', attempt: silence, reader: { localNetwork: 'denied', host: 'profile.lan' } },
      { name: 'local_network', denied: true },
    ],
    [
      'with a guard that may have asked',
      { url: lan, attempt: silence, reader: { localNetwork: 'prompt' } },
      { name: 'unknown', left: ['dns', 'refused', 'local_network', 'blocker'] },
    ],
    [
      'behind the guard, whatever the server finds there',
      { url: lan, attempt: silence, probe: unreached('dns'), reader: { localNetwork: 'denied' } },
      { name: 'local_network', denied: true },
    ],
    ...(['dns', 'refused', 'timeout', 'unreachable'] as const).map((view): [string, Case, ReadVerdict] => [
      `of a private name, of which the server has its own view: ${view}`,
      { url: lan, attempt: silence, probe: unreached(view) },
      { name: 'unknown', left: ['dns', 'refused', 'blocker'], server: view },
    ]),
    [
      'of a private address, which is another one to the server',
      { url: 'https://10.1.2.3:9000/models/a.png', attempt: silence, probe: unreached('timeout') },
      { name: 'unknown', left: ['refused', 'tls', 'blocker'], server: 'timeout' },
    ],
    ['in time, of a private name that the server does not find', { url: lan, attempt: late, probe: unreached('dns') }, { name: 'timeout' }],
    [
      'of a name that may lead to where the guard keeps pages from',
      { attempt: silence, reader: { localNetwork: 'denied' } },
      { name: 'unknown', left: ['dns', 'refused', 'tls', 'local_network', 'blocker'] },
    ],
    [
      'of a name that leads the server, but not the browser, past the guard',
      { attempt: silence, probe: reached(200), reader: { localNetwork: 'denied' } },
      { name: 'unknown', left: ['local_network', 'blocker', 'here'] },
    ],
    [
      'of a public address, which the guard does not keep',
      { url: 'http://93.184.215.14:9000/a', attempt: silence, reader: { localNetwork: 'denied' } },
      { name: 'unknown', left: ['refused', 'blocker'] },
    ],
    [
      'behind a redirect',
      { row: aws, attempt: silence, probe: reached(302, { location: 'https://s3.example/models/a.png' }) },
      { name: 'redirected', to: 'https://s3.example' },
    ],
    [
      'before a redirect, which is not followed with keys',
      { attempt: silence, probe: reached(302, { location: 'https://s3.example/models/a.png' }) },
      { name: 'unknown', left: ['blocker', 'here'] },
    ],
    [
      'behind a redirect to the same host',
      { web: true, attempt: silence, probe: reached(302, { location: 'https://minio.example:9000/login' }) },
      { name: 'unknown', left: ['blocker', 'here'] },
    ],
    ['without a probe', { attempt: silence }, { name: 'unknown', left }],
    [
      'of an address in numbers',
      { url: 'http://93.184.215.14:9000/a', attempt: silence },
      { name: 'unknown', left: ['refused', 'blocker'] },
    ],
    ['for this browser only', { attempt: silence, probe: reached(200) }, { name: 'unknown', left: ['blocker', 'here'] }],
    ['in time for this browser only', { attempt: late, probe: reached(200) }, { name: 'unknown', left: ['blocker', 'here'] }],
    [
      'where the probe may not look',
      { attempt: silence, probe: { kind: 'not_allowed', allow: 'minio.example:9000' } },
      { name: 'unknown', left, allow: 'minio.example:9000' },
    ],
    [
      'of this computer, where the server is another',
      { url: 'http://localhost:9000/a', attempt: silence, probe: { kind: 'not_allowed', allow: 'localhost:9000' } },
      { name: 'unknown', left: ['dns', 'refused', 'blocker'] },
    ],
  ])('%s', (_, given, verdict) => expect(judge(facts(given))).toEqual(verdict));
});

describe('the other style of address', () => {
  const oss = 'https://oss-cn-hangzhou.aliyuncs.com';
  const other = (name: ReadVerdict['name'], by: Partial<CloudRow> = {}) => otherStyle(row(by), list, { name } as ReadVerdict)?.style; // only its name is looked at
  test('is thought of where the bucket may stand at the wrong place', () => {
    expect(other('no_bucket')).toBe('virtual');
    expect(other('style')).toBe('virtual');
    expect(other('dns', { host: oss })).toBe('path');
    expect(other('other', { host: oss })).toBe('path');
    expect(other('unknown', { host: oss })).toBe('path');
  });
  test('is thought of also where the row says its own, which may be the wrong one', () => {
    expect(other('no_bucket', { style: 'path' })).toBe('virtual');
    expect(other('dns', { style: 'path' })).toBeUndefined();
    expect(other('dns', { style: 'virtual' })).toBe('path');
    expect(other('no_bucket', { host: oss, style: 'virtual' })).toBe('path');
    expect(other('no_bucket', { host: 'http://127.0.0.1:9000', style: 'virtual' })).toBeUndefined();
    expect(other('no_bucket', { host: '', style: 'path' })).toBeUndefined();
  });
  test('is not for what has nothing to do with it, nor where there is no other', () => {
    expect(other('dns')).toBeUndefined();
    expect(other('wrong_secret')).toBeUndefined();
    expect(other('no_bucket', { host: 'http://127.0.0.1:9000' })).toBeUndefined();
    expect(other('no_bucket', { host: '' })).toBeUndefined();
    expect(otherStyle(row(), { what: 'buckets' }, { name: 'no_bucket' })).toBeUndefined();
  });
  test('is tried without asking only at names that the row vouches for', () => {
    const isTried = (by: Partial<CloudRow>) => mayBeTried(row(by), list, { ...row(by), style: 'virtual' });
    expect(isTried({})).toBe(true);
    expect(isTried({ bucket: '' })).toBe(false);
    expect(isTried({ bucket: 'other' })).toBe(false);
    expect(isTried({ style: 'path' })).toBe(false);
    expect(isTried({ host: 'http://storage:9000' })).toBe(false);
    expect(isTried({ host: 'http://storage.:9000' })).toBe(false);
    expect(mayBeTried(row({ bucket: '', style: 'virtual' }), list, row({ style: 'path' }))).toBe(true);
  });
});

describe('before anything is sent', () => {
  test('check 49: an http host on an https page is told', () => {
    const plain = row({ host: 'http://minio.lan:9000' });
    expect(verdictBefore(plain, 'https:', now)).toEqual({ name: 'mixed_content' });
    expect(verdictBefore(plain, 'http:', now)).toBeUndefined();
    // its requests go over https
    expect(verdictBefore(row({ host: 'http://s3.eu-west-1.amazonaws.com' }), 'https:', now)).toBeUndefined();
  });
  test('a SAS that is over by any clock is told', () => {
    const of = (secret: string) => verdictBefore({ ...azure, secret }, 'https:', now);
    const over = 'se=2025-12-31T11%3A59%3A00Z&sig=x';
    expect(of(over)).toEqual({ name: 'sas_expired', sas: readSas(over), unsent: true });
    // the clock of this computer may be ahead
    expect(of('se=2025-12-31T12%3A01%3A00Z&sig=x')).toBeUndefined();
    expect(of('si=policy&sig=x')).toBeUndefined();
  });
});

test('a host of this computer or of a private network is known by its name', () => {
  const local = [
    'localhost',
    'a.localhost',
    '127.0.0.1',
    '[::1]',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.2',
    '100.64.0.1',
    '[fd00::1]',
    'minio',
    'minio.lan',
  ];
  expect(local.filter((host) => !isPrivateHost(host))).toEqual([]);
  expect(['example.com', '8.8.8.8', '172.32.0.1', '100.128.0.1', '[2600::1]', '10.example.com'].filter(isPrivateHost)).toEqual([]);
  expect(['localhost', '127.0.0.1', '[::1]'].every(isLoopback)).toBe(true);
  expect(isLoopback('minio.lan')).toBe(false);
});
