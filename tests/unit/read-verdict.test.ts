import { describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { verdictBefore, verdictOf } from '#lib/read-verdict.ts';

const now = Date.UTC(2026, 0, 1, 12);
const error = (code: string, message = '', more = ''): string =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`;
const read = (status: number, body: string) => verdictOf({ status, body, now });

describe('the verdict on an error document', () => {
  test.each([
    ['InvalidAccessKeyId', 'wrong_key'],
    ['SignatureDoesNotMatch', 'wrong_secret'],
    ['NoSuchBucket', 'no_bucket'],
    ['ContainerNotFound', 'no_bucket'],
    ['NoSuchKey', 'no_object'],
    ['BlobNotFound', 'no_object'],
    ['AccessDenied', 'no_permission'],
    ['ExpiredToken', 'token_expired'],
    ['AuthenticationFailed', 'sas_refused'],
  ])('%s is %s', (code, name) => expect(read(403, error(code))).toEqual({ name }));

  test('a wrong region offers the right one', () => {
    const told = error('AuthorizationQueryParametersError', "the region 'us-east-1' is wrong", '<Region>eu-west-1</Region>');
    expect(read(400, told)).toEqual({ name: 'wrong_region', region: 'eu-west-1' });
    const moved = error('PermanentRedirect', 'use the endpoint', '<Endpoint>models.s3.eu-central-1.amazonaws.com</Endpoint>');
    expect(read(301, moved)).toEqual({ name: 'wrong_region', region: 'eu-central-1' });
    expect(read(400, error('AuthorizationHeaderMalformed', 'the region is wrong', '<Region>x.evil/</Region>'))).toEqual({
      name: 'wrong_region',
    });
  });

  test('another mistake in the signature is no wrong region', () => {
    expect(read(400, error('AuthorizationQueryParametersError', 'X-Amz-Expires must be a number'))).toMatchObject({
      name: 'other',
      status: 400,
    });
  });

  test('a young link that is called expired, or too early, means a wrong clock', () => {
    const late = '<ServerTime>2026-01-01T12:30:00Z</ServerTime>';
    expect(read(403, error('AccessDenied', 'Request has expired', late))).toEqual({ name: 'clock', minutes: -30 });
    expect(read(403, error('RequestTimeTooSkewed', '', late))).toEqual({ name: 'clock', minutes: -30 });
    expect(read(403, error('AccessDenied', 'Request is not yet valid'))).toEqual({ name: 'clock' });
    expect(read(400, error('ExpiredToken', 'The provided token has expired.'))).toEqual({ name: 'token_expired' });
  });

  test('an answer that is no error document is told by its status', () => {
    expect(read(403, '<html>Forbidden')).toEqual({ name: 'no_permission' });
    expect(read(502, 'Bad gateway')).toEqual({ name: 'other', status: 502, code: '' });
  });
});

describe('before anything is sent', () => {
  const row = (host: string, secret: string): CloudRow => ({
    id: '1',
    bucket: 'b',
    key: 'k',
    token: '',
    region: '',
    host,
    secret,
    style: '',
  });
  test('an http host on an https page is told', () => {
    expect(verdictBefore(row('http://minio.lan:9000', 's'), 'https:', now)).toEqual({ name: 'mixed_content' });
    expect(verdictBefore(row('http://minio.lan:9000', 's'), 'http:', now)).toBeUndefined();
  });
  test('a SAS that is over is told', () => {
    const host = 'https://acct.blob.core.windows.net';
    expect(verdictBefore(row(host, 'se=2026-01-01T11%3A59%3A00Z&sig=x'), 'https:', now)).toEqual({ name: 'sas_expired' });
    expect(verdictBefore(row(host, 'se=2026-01-01T12%3A01%3A00Z&sig=x'), 'https:', now)).toBeUndefined();
    expect(verdictBefore(row(host, 'si=policy&sig=x'), 'https:', now)).toBeUndefined();
  });
});
