import { describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { judge, needsProbe } from '#lib/judge.ts';
import { otherStyle } from '#lib/other-style.ts';
import { isLoopback, isPrivateHost } from '#lib/private-host.ts';
import type { Attempt, Probe, ReadFacts } from '#lib/read-facts.ts';
import { verdictBefore, type ReadVerdict } from '#lib/read-verdict.ts';
import { readSas } from '#lib/sas.ts';
import type { Wanted } from '#lib/signed-address.ts';

const now = Date.UTC(2026, 0, 1, 12);
const row = (some: Partial<CloudRow> = {}): CloudRow => ({
  id: '1',
  bucket: 'models',
  key: 'AKID',
  secret: 'hush',
  token: '',
  region: '',
  host: 'https://minio.example:9000',
  style: '',
  ...some,
});
const list: Wanted = { what: 'list', bucket: 'models', prefix: '', folders: false, limit: 1 };
const object: Wanted = { what: 'object', bucket: 'models', key: 'a.png' };
const page: Wanted = { what: 'object', bucket: 'models', key: 'plot.html' };
const sas = 'sv=2024-11-04&sr=c&sp=rl&st=2026-01-01T10%3A00Z&se=2026-01-01T14%3A00Z&sig=x';
const azure = row({ host: 'https://acct.blob.core.windows.net', key: '', secret: sas });
const aws = row({ host: '' });
const google = row({ host: 'https://storage.googleapis.com' });

interface Case {
  readonly row?: CloudRow;
  /** no row: a plain web address */
  readonly web?: boolean;
  readonly wanted?: Wanted;
  readonly url?: string;
  readonly attempt: Attempt;
  readonly probe?: Probe;
  readonly reader?: Partial<ReadFacts['reader']>;
}

const facts = ({
  row: by = row(),
  web = false,
  wanted = object,
  url = 'https://minio.example:9000/models/a.png',
  ...rest
}: Case): ReadFacts => ({
  asked: web ? undefined : { row: by, wanted },
  url: new URL(url),
  attempt: rest.attempt,
  probe: rest.probe ?? { kind: 'none' },
  reader: { host: 'profile.example', online: true, localNetwork: undefined, ...rest.reader },
  now,
});

const said = (status: number, code: string, message = '', more = ''): Attempt => ({
  kind: 'answer',
  status,
  type: 'application/xml',
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`,
});
const reached = (status: number, headers: Record<string, string> = {}, code = ''): Probe => ({ kind: 'reached', status, code, headers });
const unreached = (error: Extract<Probe, { kind: 'unreached' }>['error'], code = ''): Probe => ({ kind: 'unreached', error, code });
const denied = (detail: string): Attempt =>
  said(403, 'AuthenticationFailed', '', `<AuthenticationErrorDetail>${detail}</AuthenticationErrorDetail>`);

const opaque: Attempt = { kind: 'opaque' };
const silence: Attempt = { kind: 'silence' };
const late: Attempt = { kind: 'late' };
const redirect: Attempt = { kind: 'redirect' };
const html: Attempt = { kind: 'answer', status: 502, type: 'text/html', body: '<html>Bad gateway' };
const cors = { name: 'cors', host: 'https://minio.example:9000', bucket: 'models' } as const;
const lan = 'http://minio.lan:9000/models/a.png';
const at = (minutes: number): string => new Date(now - minutes * 60_000).toUTCString();
const serverTime = '<ServerTime>2026-01-01T12:30:00Z</ServerTime>';
const wrongRegion = "Error parsing the X-Amz-Credential parameter; the region 'us-east-1' is wrong";

describe('an answer that the page can read', () => {
  test.each<[string, Case, ReadVerdict]>([
    ['InvalidAccessKeyId', { attempt: said(403, 'InvalidAccessKeyId') }, { name: 'wrong_key' }],
    ['SignatureDoesNotMatch', { attempt: said(403, 'SignatureDoesNotMatch') }, { name: 'wrong_secret' }],
    ['NoSuchBucket', { attempt: said(404, 'NoSuchBucket') }, { name: 'no_bucket' }],
    ['ContainerNotFound', { row: azure, attempt: said(404, 'ContainerNotFound') }, { name: 'no_bucket' }],
    ['NoSuchKey', { attempt: said(404, 'NoSuchKey') }, { name: 'no_object' }],
    ['BlobNotFound', { row: azure, attempt: said(404, 'BlobNotFound') }, { name: 'no_object' }],
    ['ExpiredToken', { attempt: said(400, 'ExpiredToken', 'The provided token has expired.') }, { name: 'token_expired' }],
    ['InvalidToken', { attempt: said(400, 'InvalidToken') }, { name: 'token_expired' }],
    ['InvalidTokenId of MinIO', { attempt: said(403, 'InvalidTokenId') }, { name: 'token_expired' }],
    ['AccessDenied to an object', { attempt: said(403, 'AccessDenied') }, { name: 'no_permission', permission: 's3:GetObject' }],
    [
      'AccessDenied to a list',
      { wanted: list, attempt: said(403, 'AccessDenied') },
      { name: 'no_permission', permission: 's3:ListBucket' },
    ],
    [
      'AccessDenied to the list of buckets',
      { wanted: { what: 'buckets' }, attempt: said(403, 'AccessDenied') },
      { name: 'no_permission', permission: 's3:ListAllMyBuckets' },
    ],
    [
      'AccessDenied by Google',
      { row: google, wanted: list, attempt: said(403, 'AccessDenied') },
      { name: 'no_permission', permission: 'storage.objects.list' },
    ],
    ['AccessDenied without keys', { web: true, attempt: said(403, 'AccessDenied') }, { name: 'no_permission', permission: '' }],
    [
      'a permission that a SAS lacks, to read',
      { row: azure, attempt: said(403, 'AuthorizationPermissionMismatch') },
      { name: 'no_permission', permission: 'r' },
    ],
    [
      'a permission that a SAS lacks, to list',
      { row: azure, wanted: list, attempt: said(403, 'AuthorizationPermissionMismatch') },
      { name: 'no_permission', permission: 'l' },
    ],
    ['a style that the host does not take', { attempt: said(403, 'SecondLevelDomainForbidden') }, { name: 'style', style: 'virtual' }],
    ['another code', { attempt: said(503, 'SlowDown') }, { name: 'other', status: 503, code: 'SlowDown' }],
    ['a page of the web', { attempt: html }, { name: 'not_storage', how: 'html' }],
    ['an answer without a word', { attempt: { ...html, type: '', body: '' } }, { name: 'other', status: 502, code: '' }],
    ['a page of the web at a plain address', { web: true, attempt: html }, { name: 'other', status: 502, code: '' }],
    ['404 at a plain address', { web: true, attempt: { ...html, status: 404 } }, { name: 'no_object' }],
    [
      'the right region',
      { attempt: said(400, 'AuthorizationQueryParametersError', wrongRegion, '<Region>eu-west-1</Region>') },
      { name: 'wrong_region', region: 'eu-west-1' },
    ],
    [
      'the right region in an endpoint',
      { row: aws, attempt: said(301, 'PermanentRedirect', '', '<Endpoint>models.s3.eu-central-1.amazonaws.com</Endpoint>') },
      { name: 'wrong_region', region: 'eu-central-1' },
    ],
    [
      'a region that is none',
      { attempt: said(400, 'AuthorizationHeaderMalformed', 'the region is wrong', '<Region>x.evil/</Region>') },
      { name: 'wrong_region' },
    ],
    [
      'a wrong region, the right one by the probe',
      { attempt: said(400, 'IllegalLocationConstraintException'), probe: reached(400, { 'x-amz-bucket-region': 'eu-west-3' }) },
      { name: 'wrong_region', region: 'eu-west-3' },
    ],
    [
      'another mistake in the signature',
      { attempt: said(400, 'AuthorizationQueryParametersError', 'X-Amz-Expires must be a number') },
      { name: 'other', status: 400, code: 'AuthorizationQueryParametersError' },
    ],
    [
      'a young link called expired',
      { attempt: said(403, 'AccessDenied', 'Request has expired', serverTime) },
      { name: 'clock', minutes: -30 },
    ],
    ['a link called too early', { attempt: said(403, 'AccessDenied', 'Request is not yet valid') }, { name: 'clock' }],
    ['the same in words of MinIO', { attempt: said(403, 'AccessDenied', 'Request is not valid yet') }, { name: 'clock' }],
    ['a skewed clock', { attempt: said(403, 'RequestTimeTooSkewed', '', serverTime) }, { name: 'clock', minutes: -30 }],
    [
      'a skewed clock, how much by the probe',
      { attempt: said(403, 'RequestTimeTooSkewed'), probe: reached(403, { date: at(45) }) },
      { name: 'clock', minutes: 45 },
    ],
  ])('%s', (_, given, verdict) => expect(judge(facts(given))).toEqual(verdict));
});

describe('a SAS that Azure refuses', () => {
  const of = (secret: string): CloudRow => ({ ...azure, secret });
  const over = of(sas.replace('14%3A00', '11%3A59'));
  const early = of(sas.replace('10%3A00', '12%3A01'));
  const refused = (by: CloudRow, why: Extract<ReadVerdict, { name: 'sas_refused' }>['why']): ReadVerdict => ({
    name: 'sas_refused',
    sas: readSas(by.secret),
    why,
  });
  const frame = 'Signature not valid in the specified time frame: Start [x] - Expiry [y] - Current [Thu, 01 Jan 2026 15:00:00 GMT]';
  const blob = of(sas.replace('sr=c', 'sr=b'));
  test.each<[string, Case, ReadVerdict]>([
    ['over', { row: over, attempt: denied('') }, { name: 'sas_expired', sas: readSas(over.secret) }],
    ['over in other words', { row: over, attempt: said(403, 'AuthorizationFailure') }, { name: 'sas_expired', sas: readSas(over.secret) }],
    ['over by the clock of Azure', { row: azure, attempt: denied(frame) }, { name: 'sas_expired', sas: readSas(sas) }],
    ['not begun', { row: early, attempt: denied('') }, { name: 'sas_early', sas: readSas(early.secret) }],
    ['of another key', { row: azure, attempt: denied('Signature did not match. String to sign used was r') }, refused(azure, 'signature')],
    ['of one blob, to list', { row: blob, wanted: list, attempt: denied('Signature did not match') }, refused(blob, 'kind')],
    ['of another kind', { row: azure, attempt: said(403, 'AuthorizationResourceTypeMismatch') }, refused(azure, 'kind')],
    ['of another service', { row: azure, attempt: said(403, 'AuthorizationServiceMismatch') }, refused(azure, 'service')],
    ['of another protocol', { row: azure, attempt: said(403, 'AuthorizationProtocolMismatch') }, refused(azure, 'protocol')],
    ['of another address', { row: azure, attempt: said(403, 'AuthorizationSourceIPMismatch') }, refused(azure, 'address')],
    ['for no reason that is said', { row: azure, attempt: said(403, 'AuthorizationFailure') }, refused(azure, 'unsaid')],
  ])('%s', (_, given, verdict) => expect(judge(facts(given))).toEqual(verdict));
});

describe('an answer that is closed to the page', () => {
  test.each<[string, Case, ReadVerdict]>([
    ['without a probe', { attempt: opaque }, cors],
    ['that the server reads', { attempt: opaque, probe: reached(200) }, cors],
    ['that the server is refused too', { attempt: opaque, probe: reached(403) }, { ...cors, status: 403 }],
    ['of an object that may not be there', { attempt: opaque, probe: reached(404) }, { ...cors, status: 404 }],
    ['of a list of what is not there', { wanted: list, attempt: opaque, probe: reached(404) }, { name: 'no_bucket' }],
    ['of a bucket that MinIO has not', { attempt: opaque, probe: reached(404, {}, 'NoSuchBucket') }, { name: 'no_bucket' }],
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
      { name: 'wrong_region', region: 'eu-west-1' },
    ],
    [
      'of a bucket in this region',
      { row: aws, attempt: opaque, probe: reached(200, { 'x-amz-bucket-region': 'us-east-1' }) },
      { name: 'cors', host: '', bucket: 'models' },
    ],
    ['by a clock that is ahead', { attempt: opaque, probe: reached(403, { date: at(20) }) }, { name: 'clock', minutes: 20 }],
    ['by a clock that is behind', { attempt: opaque, probe: reached(403, { date: at(-20) }) }, { name: 'clock', minutes: -20 }],
    ['by a clock that is near enough', { attempt: opaque, probe: reached(403, { date: at(10) }) }, { ...cors, status: 403 }],
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
    [
      'with a guard that may have asked',
      { url: lan, attempt: silence, reader: { localNetwork: 'prompt' } },
      { name: 'unknown', left: ['dns', 'refused', 'local_network', 'blocker'] },
    ],
    [
      'of a closed port behind the guard',
      { url: lan, attempt: silence, probe: unreached('refused'), reader: { localNetwork: 'denied' } },
      { name: 'refused', how: 'refused' },
    ],
    [
      'from the internet, which the guard does not keep',
      { attempt: silence, reader: { localNetwork: 'denied' } },
      { name: 'unknown', left },
    ],
    [
      'behind a redirect',
      { attempt: silence, probe: reached(302, { location: 'https://s3.example/models/a.png' }) },
      { name: 'redirected', to: 'https://s3.example' },
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

describe('the server is asked', () => {
  const asks = (given: Case): boolean => needsProbe(facts(given), judge(facts(given)));
  test('where the page could not read, unless there is no network', () => {
    expect([opaque, silence, late, redirect].map((attempt) => asks({ attempt }))).toEqual([true, true, true, true]);
    expect(asks({ attempt: silence, reader: { online: false } })).toBe(false);
  });
  test('of what the page could read only for a number that is missing', () => {
    expect(asks({ attempt: said(403, 'RequestTimeTooSkewed') })).toBe(true);
    expect(asks({ attempt: said(403, 'RequestTimeTooSkewed', '', serverTime) })).toBe(false);
    expect(asks({ attempt: said(400, 'InvalidRegion') })).toBe(true);
    expect(asks({ attempt: said(403, 'SignatureDoesNotMatch') })).toBe(false);
  });
});

describe('the other style of address is tried', () => {
  const other = (name: ReadVerdict['name'], by: Partial<CloudRow> = {}) => otherStyle(row(by), list, { name } as ReadVerdict)?.style; // only its name is looked at
  test('where the bucket may stand at the wrong place', () => {
    expect(other('no_bucket')).toBe('virtual');
    expect(other('style')).toBe('virtual');
    expect(other('dns', { style: 'virtual' })).toBe('path');
    expect(other('other', { style: 'virtual' })).toBe('path');
    expect(other('unknown', { host: 'https://oss-cn-hangzhou.aliyuncs.com' })).toBe('path');
  });
  test('not for what has nothing to do with it, nor where there is no other', () => {
    expect(other('dns')).toBeUndefined();
    expect(other('wrong_secret')).toBeUndefined();
    expect(other('no_bucket', { host: 'http://127.0.0.1:9000' })).toBeUndefined();
    expect(other('no_bucket', { host: '' })).toBeUndefined();
    expect(otherStyle(row(), { what: 'buckets' }, { name: 'no_bucket' })).toBeUndefined();
  });
});

describe('before anything is sent', () => {
  test('an http host on an https page is told', () => {
    const plain = row({ host: 'http://minio.lan:9000' });
    expect(verdictBefore(plain, 'https:', now)).toEqual({ name: 'mixed_content' });
    expect(verdictBefore(plain, 'http:', now)).toBeUndefined();
  });
  test('a SAS that is over is told', () => {
    const of = (secret: string) => verdictBefore({ ...azure, secret }, 'https:', now);
    const over = 'se=2026-01-01T11%3A59%3A00Z&sig=x';
    expect(of(over)).toEqual({ name: 'sas_expired', sas: readSas(over) });
    expect(of('se=2026-01-01T12%3A01%3A00Z&sig=x')).toBeUndefined();
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
