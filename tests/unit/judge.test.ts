import { describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { judge, needsProbe } from '#lib/judge.ts';
import type { Attempt } from '#lib/read-facts.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { readSas } from '#lib/sas.ts';
import {
  aws,
  azure,
  cut,
  long,
  facts,
  google,
  html,
  late,
  list,
  now,
  opaque,
  reached,
  redirect,
  said,
  sas,
  silence,
  type Case,
} from '#tests/support/read-facts.ts';

const denied = (detail: string): Attempt =>
  said(403, 'AuthenticationFailed', '', `<AuthenticationErrorDetail>${detail}</AuthenticationErrorDetail>`);
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
    [
      'AccessDenied by the key of an encrypted object',
      {
        row: aws,
        attempt: said(403, 'AccessDenied', `User: arn:aws:iam::1:user/x is not authorized to perform: kms:Decrypt on the resource`),
      },
      { name: 'no_permission', permission: 'kms:Decrypt' },
    ],
    [
      'AccessDenied at another host than the bucket’s',
      {
        attempt: said(
          403,
          'AccessDenied',
          'The bucket you are attempting to access must be addressed using the specified endpoint.',
          '<Endpoint>oss-cn-hangzhou.aliyuncs.com</Endpoint>',
        ),
      },
      { name: 'redirected', to: 'https://oss-cn-hangzhou.aliyuncs.com' },
    ],
    ['AccessDenied by a token', { attempt: said(403, 'AccessDenied', 'The provided token has expired') }, { name: 'token_expired' }],
    ['SecurityTokenExpired', { attempt: said(403, 'SecurityTokenExpired') }, { name: 'token_expired' }],
    ['InvalidSecurity of Google', { row: google, attempt: said(403, 'InvalidSecurity') }, { name: 'wrong_key' }],
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
    ['an answer that broke off', { attempt: cut }, { name: 'broken_off' }],
    [
      'a list that is longer than one is read',
      { attempt: long, wanted: list },
      { name: 'too_large', folder: 's3://minio.example:9000/models/folder/' },
    ],
    ['such a list at AWS', { row: aws, attempt: long, wanted: list }, { name: 'too_large', folder: 's3://models/folder/' }],
    ['a page of the web', { attempt: html }, { name: 'not_storage', how: 'html' }],
    ['a page that says that it is busy', { attempt: { ...html, status: 503 } }, { name: 'other', status: 503, code: '' }],
    ['an answer without a word', { attempt: { ...html, type: '', body: '' } }, { name: 'other', status: 502, code: '' }],
    ['a page of the web at a plain address', { web: true, attempt: html }, { name: 'other', status: 502, code: '' }],
    ['404 at a plain address', { web: true, attempt: { ...html, status: 404 } }, { name: 'no_object' }],
    [
      'the right region',
      { attempt: said(400, 'AuthorizationQueryParametersError', wrongRegion, '<Region>eu-west-1</Region>') },
      { name: 'wrong_region', region: 'eu-west-1' },
    ],
    [
      'the right region of a host',
      { wanted: { what: 'buckets' }, attempt: said(400, 'AuthorizationQueryParametersError', wrongRegion, '<Region>eu-west-1</Region>') },
      { name: 'wrong_region', of: 'host', region: 'eu-west-1' },
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
      'a mistake beside the region, which is the right one',
      { attempt: said(400, 'AuthorizationQueryParametersError', wrongRegion, '<Region>us-east-1</Region>') },
      { name: 'other', status: 400, code: 'AuthorizationQueryParametersError' },
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
    [
      'something called expired by a clock that is right',
      { attempt: said(403, 'AccessDenied', 'Your subscription has expired', '<ServerTime>2026-01-01T12:00:00Z</ServerTime>') },
      { name: 'no_permission', permission: 's3:GetObject' },
    ],
    [
      'something called expired by a clock that is right, by the probe',
      { attempt: said(403, 'AccessDenied', 'Your subscription has expired'), probe: reached(403, { date: at(0) }) },
      { name: 'no_permission', permission: 's3:GetObject' },
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
  const frame = (from: string, until: string, now: string) =>
    `Signature not valid in the specified time frame: Start [Thu, 01 Jan 2026 ${from} GMT] - Expiry [Thu, 01 Jan 2026 ${until} GMT] - Current [Thu, 01 Jan 2026 ${now} GMT]`;
  const policy = of('sv=2024-11-04&sr=c&si=readers&sig=x');
  const dates = { from: Date.UTC(2026, 0, 1, 8), until: Date.UTC(2026, 0, 1, 9) };
  const blob = of(sas.replace('sr=c', 'sr=b'));
  const objects = of(sas.replace('sr=c', 'ss=b&srt=o'));
  test.each<[string, Case, ReadVerdict]>([
    ['over', { row: over, attempt: denied('') }, { name: 'sas_expired', sas: readSas(over.secret) }],
    ['over in other words', { row: over, attempt: said(403, 'AuthorizationFailure') }, { name: 'sas_expired', sas: readSas(over.secret) }],
    [
      'over by the clock of Azure',
      { row: azure, attempt: denied(frame('10:00:00', '14:00:00', '15:00:00')) },
      { name: 'sas_expired', sas: readSas(sas) },
    ],
    [
      'over by a stored policy',
      { row: policy, attempt: denied(frame('08:00:00', '09:00:00', '12:00:00')) },
      { name: 'sas_expired', sas: { ...readSas(policy.secret), ...dates } },
    ],
    [
      'not begun by a stored policy',
      { row: policy, attempt: denied(frame('08:00:00', '09:00:00', '07:00:00')) },
      { name: 'sas_early', sas: { ...readSas(policy.secret), ...dates } },
    ],
    ['of a stored policy, in words without dates', { row: policy, attempt: denied('Signature not valid') }, refused(policy, 'unsaid')],
    [
      'over by this clock, which is ahead of the one that the probe saw',
      { row: over, attempt: said(403, 'AuthorizationFailure'), probe: reached(403, { date: at(60) }) },
      refused(over, 'unsaid'),
    ],
    ['not begun', { row: early, attempt: denied('') }, { name: 'sas_early', sas: readSas(early.secret) }],
    ['of another key', { row: azure, attempt: denied('Signature did not match. String to sign used was r') }, refused(azure, 'signature')],
    ['of one blob, to list', { row: blob, wanted: list, attempt: denied('Signature did not match') }, refused(blob, 'kind')],
    ['of objects, to list', { row: objects, wanted: list, attempt: denied('Signature did not match') }, refused(objects, 'kind')],
    ['of objects, to read', { row: objects, attempt: denied('Signature did not match') }, refused(objects, 'signature')],
    [
      'of one container, to list all',
      { row: azure, wanted: { what: 'buckets' }, attempt: said(403, 'AuthorizationFailure') },
      refused(azure, 'kind'),
    ],
    ['of another kind', { row: azure, attempt: said(403, 'AuthorizationResourceTypeMismatch') }, refused(azure, 'kind')],
    ['of another service', { row: azure, attempt: said(403, 'AuthorizationServiceMismatch') }, refused(azure, 'service')],
    ['of another protocol', { row: azure, attempt: said(403, 'AuthorizationProtocolMismatch') }, refused(azure, 'protocol')],
    ['of another address', { row: azure, attempt: said(403, 'AuthorizationSourceIPMismatch') }, refused(azure, 'address')],
    ['for no reason that is said', { row: azure, attempt: said(403, 'AuthorizationFailure') }, refused(azure, 'unsaid')],
  ])('%s', (_, given, verdict) => expect(judge(facts(given))).toEqual(verdict));
});

describe('the server is asked', () => {
  const asks = (given: Case): boolean => needsProbe(facts(given), judge(facts(given)));
  test('where the page could not read, unless there is no network', () => {
    expect([opaque, silence, late, redirect].map((attempt) => asks({ attempt }))).toEqual([true, true, true, true]);
    expect(asks({ attempt: silence, reader: { online: false } })).toBe(false);
    expect(asks({ attempt: cut })).toBe(false);
  });
  test('of what the page could read only for a number that is missing', () => {
    expect(asks({ attempt: said(403, 'RequestTimeTooSkewed') })).toBe(true);
    expect(asks({ attempt: said(403, 'RequestTimeTooSkewed', '', serverTime) })).toBe(false);
    expect(asks({ attempt: said(400, 'InvalidRegion') })).toBe(true);
    const over = { ...azure, secret: sas.replace('14%3A00', '11%3A59') };
    expect(asks({ row: over, attempt: denied('') })).toBe(true);
    expect(asks({ row: over, attempt: denied('Current [Thu, 01 Jan 2026 12:00:00 GMT]') })).toBe(false);
    expect(asks({ attempt: said(403, 'SignatureDoesNotMatch') })).toBe(false);
  });
});
