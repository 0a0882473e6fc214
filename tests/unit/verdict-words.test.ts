import { describe, expect, test } from 'vitest';
import { judge } from '#lib/judge.ts';
import { verdictCopy } from '#lib/read-verdict-copy.ts';
import { readSteps } from '#lib/read-steps.ts';
import { whyUnshown, type ReadVerdict } from '#lib/read-verdict.ts';
import { sasLines } from '#lib/sas-copy.ts';
import { readSas } from '#lib/sas.ts';
import { azure, facts, said, sas } from '#tests/support/read-facts.ts';

const help = (verdict: ReadVerdict): string => verdictCopy(verdict, 'https://profile.example').help;

describe('the words of a verdict', () => {
  test('name what the person has to look at', () => {
    expect(help({ name: 'cors', host: '', bucket: 'models' })).toContain('Allow GET from https://profile.example in');
    expect(help({ name: 'cors', host: '', bucket: 'models', status: 403 })).toContain('refused with status 403 too');
    expect(help({ name: 'wrong_region', region: 'eu-west-1' })).toBe('The bucket is in eu-west-1.');
    expect(help({ name: 'wrong_region' })).toBe('Enter the region that the bucket is in.');
    expect(help({ name: 'wrong_region', of: 'host', region: 'eu-west-1' })).toBe('The host is in eu-west-1.');
    expect(help({ name: 'wrong_region', of: 'host' })).toBe('Enter the region that the host is in.');
    expect(help({ name: 'clock', minutes: -30 })).toContain('30 minutes behind that');
    expect(help({ name: 'clock', minutes: 20 })).toContain('20 minutes ahead of that');
    expect(help({ name: 'clock', minutes: 1 })).toContain(' 1 minute ahead');
    expect(help({ name: 'clock', minutes: 300 })).toContain(' 5 hours ahead');
    expect(help({ name: 'clock', minutes: -8640 })).toContain(' 6 days behind');
    expect(help({ name: 'dns', host: 'acct.blob.core.windows.net' })).toContain('no storage account acct.');
    expect(help({ name: 'dns', host: 'minio.lan' })).toContain('The server of this page finds no minio.lan.');
    expect(help({ name: 'unknown', left: [], server: 'dns' })).toContain('The server of this page does not find the host;');
    expect(help({ name: 'unknown', left: [] })).not.toContain('server');
    expect(help({ name: 'cors', host: '', bucket: '', allowed: true })).toMatch(/The storage allows https:\/\/profile\.example.*extension/);
    expect(help({ name: 'redirected', to: 'https://s3.example' })).toMatch(
      /to https:\/\/s3\.example\. What this page reads stops there.*go there, and take along what the host puts/,
    );
    expect(help({ name: 'tls', fault: 'other', code: 'CERT_REVOKED' })).toContain('CERT_REVOKED');
    expect(help({ name: 'other', status: 503, code: 'SlowDown' })).toBe(
      'It answered with status 503 (SlowDown): it has too much to do, or limits how often it is asked. Try again in a moment. If it stays so, ask whoever runs it.',
    );
    expect(help({ name: 'no_bucket', perhapsVirtual: true })).toMatch(/Check Bucket and Host\. If .* set Address style to Virtual host\.$/);
    expect(help({ name: 'other', status: 500, code: 'InternalError' })).toBe(
      'It answered with status 500 (InternalError). Try again in a moment. If it stays so, ask whoever runs it.',
    );
    expect(help({ name: 'too_large', folder: 's3://models/folder/' })).toContain('in Preview, as in s3://models/folder/, or');
    expect(help({ name: 'other', status: 418, code: '' })).toBe('It answered with status 418.');
  });
  test('do not call it CORS where an element of the browser, which needs none, showed nothing', () => {
    const words = (verdict: ReadVerdict) => verdictCopy(whyUnshown(verdict), 'https://profile.example');
    const closed = { name: 'cors', host: '', bucket: 'models' } as const;
    expect(words(closed)).toEqual({
      title: 'This browser cannot show the object',
      help: 'It is too large (a picture of more than 268 million pixels), damaged, of a kind that this browser does not know, or was refused. Download it instead. To be told which, allow GET from https://profile.example in the CORS rules of the bucket.',
    });
    expect(words({ ...closed, status: 403 }).help).toContain('was refused, as the server of this page was, with status 403. Download');
    expect(words({ name: 'no_object' }).title).toBe('No such object');
  });
  test('name the permission as the storage does, and what else a refusal may mean', () => {
    expect(help({ name: 'no_permission', permission: 's3:GetObject' })).toMatch(/s3:GetObject.*not there is answered so too/);
    expect(help({ name: 'no_permission', permission: 's3:ListBucket' })).not.toMatch(/not there/);
    expect(help({ name: 'no_permission', permission: 'l' })).toContain('permission l (list)');
    expect(help({ name: 'no_permission', permission: '' })).toContain('without a log-in');
  });
});

describe('the words of Azure that its emulator does not speak', () => {
  const row = { ...azure, secret: `${sas}&sip=192.0.2.1` };
  const detail = 'Signature did not match. String to sign used was rl';
  test.each([
    ['AuthenticationFailed', detail, /The signature is wrong/],
    ['AuthenticationFailed', '', /does not accept this shared access signature/],
    ['AuthorizationProtocolMismatch', '', /not for this protocol \(spr\)/],
    ['AuthorizationSourceIPMismatch', '', /only for other network addresses than yours \(sip\)/],
  ])('%s %s', (code, words, expected) => {
    const attempt = said(403, code, '', `<AuthenticationErrorDetail>${words}</AuthenticationErrorDetail>`);
    const verdict = judge(facts({ row, attempt }));
    expect(verdictCopy(verdict, 'https://profile.example')).toMatchObject({ title: 'SAS refused', help: expect.stringMatching(expected) });
    expect('sas' in verdict && Object.fromEntries(sasLines(verdict.sas))).toMatchObject({ 'Only from': '192.0.2.1' });
  });
});

test('a SAS says its dates, permissions and what it is for, and nothing of its signature', () => {
  const container = 'sp=rl&st=2026-01-01T10:00Z&se=2026-01-02T10:00:00Z&spr=https&sip=192.0.2.1&sr=c&sig=hush';
  expect(Object.fromEntries(sasLines(readSas(container)))).toEqual({
    'Valid from': '2026-01-01 10:00 UTC',
    'Valid until': '2026-01-02 10:00 UTC',
    May: 'read, list (rl)',
    For: 'a container (sr=c)',
    'Only over': 'https',
    'Only from': '192.0.2.1',
  });
  expect(Object.fromEntries(sasLines(readSas('ss=bf&srt=co&sp=r&sig=hush')))).toEqual({
    May: 'read (r)',
    For: 'containers, objects (co)',
    Services: 'blobs, files (bf)',
  });
  expect(sasLines(readSas('si=team&sr=b&sig=hush'))).toEqual([
    ['For', 'one blob (sr=b)'],
    ['By the policy', 'team'],
  ]);
});

describe('how far a read came', () => {
  const read = { what: 'object', https: true, sas: false } as const;
  const states = (verdict: ReadVerdict, of = {}) =>
    readSteps(verdict, { ...read, ...of }).map(({ state }) => ({ done: '+', failed: 'x', open: '.' })[state]);
  test.each<[ReadVerdict, string]>([
    [{ name: 'works' }, '+++++++++++'],
    [{ name: 'mixed_content' }, 'x..........'],
    [{ name: 'sas_expired', sas: readSas(''), unsent: true }, '.......x...'],
    [{ name: 'sas_expired', sas: readSas('') }, '+++++++x...'],
    [{ name: 'unknown', left: [] }, '+..........'],
    [{ name: 'tls', fault: 'expired', code: '' }, '+++x.......'],
    [{ name: 'cors', host: '', bucket: '' }, '+++++x.....'],
    [{ name: 'timeout' }, '+.x........'],
    // a storage answers, and says nothing of the key
    [{ name: 'other', status: 503, code: 'SlowDown' }, '++++++.....'],
    [{ name: 'other', status: 500, code: 'InternalError' }, '++++++.....'],
    [{ name: 'other', status: 400, code: 'InvalidArgument' }, '++++++.....'],
    // something before it may have answered
    [{ name: 'other', status: 503, code: '' }, '++++.......'],
    [{ name: 'other', status: 502, code: '' }, '++++.......'],
    [{ name: 'other', status: 429, code: '' }, '++++.......'],
    [{ name: 'other', status: 418, code: '' }, '++++x......'],
    [{ name: 'other', status: 503, code: 'SlowDown', closed: true }, '+++++x.....'],
    [{ name: 'too_large', folder: '' }, '+++++++++++'],
    [{ name: 'broken_off' }, '++++x......'],
    [{ name: 'no_bucket' }, '++++++++x..'],
    [{ name: 'no_bucket', closed: true }, '+++++x.....'],
    [{ name: 'wrong_region', region: 'eu-west-1', closed: true }, '+++++x.....'],
    [{ name: 'clock', closed: true }, '+++++x.....'],
    [{ name: 'wrong_key' }, '++++++x....'],
    [{ name: 'wrong_secret' }, '+++++++x...'],
    [{ name: 'no_object' }, '++++++++++x'],
  ])('%j', (verdict, expected) => expect(states(verdict).join('')).toBe(expected));
  test('says the same of a busy storage that is asked by a SAS', () => {
    expect(states({ name: 'other', status: 503, code: 'ServerBusy' }, { sas: true }).join('')).toBe('++++++....');
  });
  test('has no step that the read does not take', () => {
    expect(readSteps({ name: 'works' }, { what: 'buckets', https: false, sas: true }).map(({ label }) => label)).toEqual([
      'The browser sends it',
      'The host is found',
      'The host answers',
      'A storage answers',
      'This page may read the answer (CORS)',
      'The SAS is accepted',
      'The SAS may read there',
    ]);
  });
});
