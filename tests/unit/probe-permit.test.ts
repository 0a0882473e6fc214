import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '#server/failure.ts';
import { entryFor, isAllowed, isPublic } from '#server/probe/permit.ts';
import { readTarget } from '#server/probe/target.ts';
import { readSettings } from '#server/environment.ts';

describe('check 46: an address that not everybody can ask is private', () => {
  test.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.255.255.255'],
    ['private', '10.0.0.1'],
    ['private', '10.255.255.255'],
    ['a provider’s', '100.64.0.0'],
    ['a provider’s, and Alibaba’s metadata', '100.100.100.200'],
    ['a provider’s', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['Azure’s', '168.63.129.16'],
    ['metadata', '169.254.169.254'],
    ['link-local', '169.254.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['of IETF protocols', '192.0.0.192'],
    ['documentation', '192.0.2.1'],
    ['6to4 relay', '192.88.99.1'],
    ['private', '192.168.1.1'],
    ['benchmarks', '198.19.255.255'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['none', '::'],
    ['loopback', '::1'],
    ['an IPv4 address', '::ffff:8.8.8.8'],
    ['loopback in IPv4', '::ffff:7f00:1'],
    ['an IPv4 address of old', '::7f00:1'],
    ['private behind NAT64', '64:ff9b::10.0.0.1'],
    ['metadata behind NAT64', '64:ff9b::a9fe:a9fe'],
    ['local NAT64', '64:ff9b:1::808:808'],
    ['loopback by 6to4', '2002:7f00:1::1'],
    ['6to4', '2002:808:808::1'],
    ['Teredo', '2001:0:4136:e378::1'],
    ['IETF protocols', '2001:1ff:ffff::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff:fff:ffff::1'],
    ['unique local', 'fc00::1'],
    ['AWS’s metadata', 'fd00:ec2::254'],
    ['Google’s metadata', 'fd20:ce::254'],
    ['link-local', 'fe80::1'],
    ['link-local with its zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['discard only', '100::1'],
    ['no address', 'localhost'],
    ['no address', ''],
  ])('%s: %s', (_what, address) => {
    expect(isPublic(address)).toBe(false);
  });

  test.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '168.63.129.17',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '223.255.255.255',
    '2001:200::1',
    '2003::1',
    '2600:1f00::1',
    '3fff:1000::1',
    '64:ff9b::8.8.8.8',
  ])('and %s is not', (address) => {
    expect(isPublic(address)).toBe(true);
  });
});

const allowed = (allow: readonly string[], url: string, addresses: readonly string[]): boolean =>
  isAllowed(allow, readTarget(url), addresses);

describe('PROBE_ALLOW', () => {
  test('lists a network: then the resolved address counts', () => {
    expect(allowed(['10.0.0.0/8'], 'http://minio.lan:9000/', ['10.1.2.3'])).toBe(true);
    expect(allowed(['10.0.0.0/8'], 'http://minio.lan:9000/', ['10.1.2.3', '192.168.0.1'])).toBe(false);
    expect(allowed(['10.0.0.0/8'], 'http://minio.lan:9000/', ['10.1.2.3', '1.1.1.1'])).toBe(true);
    expect(allowed(['fd00::/8'], 'http://[fd00::1]/', ['fd00::1'])).toBe(true);
    expect(allowed(['10.0.0.7'], 'http://10.0.0.7/', ['10.0.0.7'])).toBe(true);
    expect(allowed(['10.0.0.7'], 'http://10.0.0.8/', ['10.0.0.8'])).toBe(false);
  });

  test('lists a host as it is typed, with a port or any', () => {
    const at = (allow: string, url: string) => allowed([allow], url, ['192.168.0.1']);
    expect(at('minio.lan:9000', 'http://minio.lan:9000/')).toBe(true);
    expect(at('minio.lan:9000', 'https://MINIO.lan.:9000/')).toBe(true);
    expect(at('Minio.LAN:9000', 'http://minio.lan:9000/')).toBe(true);
    expect(at('minio.lan:9000', 'http://minio.lan:9001/')).toBe(false);
    expect(at('minio.lan:9000', 'http://minio.lan/')).toBe(false);
    expect(at('minio.lan:80', 'http://minio.lan/')).toBe(true);
    expect(at('minio.lan:80', 'https://minio.lan/')).toBe(false);
    expect(at('minio.lan:443', 'https://minio.lan/')).toBe(true);
    expect(at('minio.lan', 'http://minio.lan:1234/')).toBe(true);
    expect(at('minio.lan', 'http://sub.minio.lan/')).toBe(false);
    expect(at('minio.lan', 'http://minio.lan.evil.example/')).toBe(false);
    expect(at('192.168.0.1:9000', 'http://192.168.0.1:9000/')).toBe(true);
    expect(at('192.168.0.1:9000', 'http://other.lan:9000/')).toBe(false);
  });

  test('takes the entry that a refusal names, whatever the address', () => {
    const host = fc.oneof(
      fc.constantFrom('minio.lan', '127.1', '0x7f.1', '2130706433', 'a_b.lan.', 'bücher.lan', '[::1]', '[::ffff:10.0.0.1]', 'MINIO'),
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
    );
    const port = fc.option(fc.integer({ min: 1, max: 65_535 }));
    fc.assert(
      fc.property(fc.constantFrom('http', 'https'), host, port, (scheme, name, number) => {
        const url = `${scheme}://${name}${number === null ? '' : `:${number}`}/models?list-type=2`;
        const entry = entryFor(readTarget(url));
        const { probeAllow } = readSettings({ PROBE_ALLOW: entry });
        expect(probeAllow).toEqual([entry]);
        expect(allowed(probeAllow, url, ['192.168.0.1'])).toBe(true);
      }),
    );
  });

  test('takes the lines of the README, of which one is what a failed Test shows', async () => {
    const lines = (await readFile('README.md', 'utf8')).match(/(?<=`PROBE_ALLOW=)[^`]+/g) ?? [];
    expect(lines.flatMap((value) => readSettings({ PROBE_ALLOW: value }).probeAllow)).toEqual(lines.join(',').split(','));
    expect(lines).toContain(entryFor(readTarget('http://minio.lan:9000/models')));
  });
});

describe('check 46: however a private address is spelled', () => {
  const inside = (base: number, bits: number) => fc.nat(2 ** (32 - bits) - 1).map((offset) => base + offset);
  const privates = fc.oneof(
    inside(0x7f000000, 8),
    inside(0x0a000000, 8),
    inside(0xa9fe0000, 16),
    inside(0xac100000, 12),
    inside(0xc0a80000, 16),
    inside(0x64400000, 10),
    inside(0, 8),
    fc.constant(0xa9fea9fe),
  );
  const radix = fc.constantFrom<(part: number) => string>(
    (part) => String(part),
    (part) => `0x${part.toString(16)}`,
    (part) => `0X00${part.toString(16).toUpperCase()}`,
    (part) => `0${part.toString(8)}`,
  );
  /** The last part of a short form takes all the bytes that are left. */
  const v4 = fc.tuple(privates, fc.constantFrom(1, 2, 3, 4), fc.tuple(radix, radix, radix, radix)).map(([address, parts, spell]) => {
    const heads = Array.from({ length: parts - 1 }, (_, at) => Math.floor(address / 2 ** (24 - 8 * at)) % 256);
    const last = address % 2 ** (8 * (5 - parts));
    return [...heads, last].map((part, at) => (spell[at] ?? String)(part)).join('.');
  });
  const disguise = fc.constantFrom<(host: string) => string>(
    (host) => host,
    (host) => `${host}.`,
    (host) => host.replaceAll('.', '。'),
    (host) => host.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    (host) => [...host].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
    (host) => `\t${host}\n`,
  );
  const hex = (address: number): string => `${Math.floor(address / 65_536).toString(16)}:${(address % 65_536).toString(16)}`;
  const v6 = fc
    .tuple(privates, fc.constantFrom('::ffff:', '64:ff9b::', '::', '0:0:0:0:0:FFFF:', '0064:FF9B:0:0:0:0:', '::ffff:0:', '2002:'))
    .map(([address, prefix]) => `[${prefix}${hex(address)}${prefix === '2002:' ? '::1' : ''}]`);
  const scheme = fc.constantFrom('http://', 'https://', 'HTTP:\\\\', 'http:/', 'https:', ' http://');
  const port = fc.constantFrom('', ':80', ':9000', ':00080');
  const urls = fc
    .tuple(
      scheme,
      fc.oneof(
        fc.tuple(v4, disguise).map(([host, as]) => as(host)),
        v6,
      ),
      port,
    )
    .map((parts) => `${parts.join('')}/x`);

  test('it is read as what it is, and not asked', () => {
    let read = 0;
    fc.assert(
      fc.property(urls, (url) => {
        let target;
        try {
          target = readTarget(url);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          return;
        }
        read += 1;
        expect(isIP(target.host)).not.toBe(0);
        expect(isAllowed(['minio.lan', '198.51.100.0/24'], target, [target.host])).toBe(false);
      }),
    );
    expect(read).toBeGreaterThan(50);
  });
});

describe('check 46: an address is refused before anything is looked up', () => {
  test.each([
    ['', 'not an address'],
    ['minio.lan/bucket', 'not an address'],
    ['http://[fe80::1%25eth0]/', 'not an address'],
    ['ftp://minio.lan/', 'neither http nor https'],
    ['file:///etc/passwd', 'neither http nor https'],
    ['gopher://minio.lan/', 'neither http nor https'],
    ['javascript:alert(1)', 'neither http nor https'],
    ['http://user@minio.lan/', 'user name or password'],
    ['http://:secret@minio.lan/', 'user name or password'],
    ['https:\\\\user:secret@minio.lan/', 'user name or password'],
    ['https://a.blob.core.windows.net/c/b?sv=2024&sig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b?SIG=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b?%73i%67=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b?+sig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b?sig', 'sig or'],
    ['https://s3.amazonaws.com/b/k?X-Amz-Signature=x&x-amz-security-token=secret', 'sig or'],
    ['https://s3.amazonaws.com/b/k?X%2DAmz%2DSecurity%2DToken=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b?sv=1;sig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b?sv=1&amp;sig=secret', 'sig or'],
    [String.raw`https://a.blob.core.windows.net/c/b?sv=1\u0026sig=secret`, 'sig or'],
    ['https://a.blob.core.windows.net/c/b?sig%00=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b?%2573ig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b?x=1%26sig%3Dsecret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b??sig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b%3Fsv=1&sig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b%253Fsv=1&sig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b%3Fsv%3D1%26sig%3Dsecret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b sv=1&sig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b%20sig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b\nsig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b?sv=1 sig=secret', 'sig or'],
    ['https://a.blob.core.windows.net/c/b#sig=secret', 'sig or'],
    ['https://h/k?AccountKey=secret', 'sig or'],
    ['https://storage.googleapis.com/b/k?X-Goog-Signature=secret', 'sig or'],
    ['https://storage.googleapis.com/b/k?GoogleAccessId=x&Expires=1&Signature=secret', 'sig or'],
    ['https://s3.amazonaws.com/b/k?AWSAccessKeyId=x&Expires=1&Signature=secret', 'sig or'],
    ['https://b.oss-cn-hangzhou.aliyuncs.com/k?OSSAccessKeyId=x', 'sig or'],
    ['https://b.oss-cn-hangzhou.aliyuncs.com/k?Signature=secret', 'sig or'],
    ['https://b.oss-cn-hangzhou.aliyuncs.com/k?security-token=secret', 'sig or'],
    ['https://b.oss-cn-hangzhou.aliyuncs.com/k?x-oss-signature=secret', 'sig or'],
    ['https://b.cos.ap-beijing.myqcloud.com/k?q-signature=secret', 'sig or'],
    ['https://b.cos.ap-beijing.myqcloud.com/k?x-cos-security-token=secret', 'sig or'],
    ['https://b.tos-cn-beijing.volces.com/k?X-Tos-Signature=secret', 'sig or'],
    ['https://s3.amazonaws.com/b/k?X-Amz-Signature=secret', 'X-Amz-Expires of 60'],
    ['https://s3.amazonaws.com/b/k?X-Amz-Expires=61&X-Amz-Signature=secret', 'X-Amz-Expires of 60'],
    ['https://s3.amazonaws.com/b/k?X-Amz-Expires=6e1&X-Amz-Signature=secret', 'X-Amz-Expires of 60'],
    ['https://s3.amazonaws.com/b/k?X-Amz-Expires=-1&X-Amz-Signature=secret', 'X-Amz-Expires of 60'],
    ['https://s3.amazonaws.com/b/k?X-Amz-Expires=&X-Amz-Signature=secret', 'X-Amz-Expires of 60'],
    ['https://s3.amazonaws.com/b/k?X-Amz-Expires=60&X-Amz-Expires=900&X-Amz-Signature=secret', 'X-Amz-Expires of 60'],
    ['https://s3.amazonaws.com/b/k?X-Amz-Expires=60&X-Amz-Signature=secret&x-amz-signature=other', 'X-Amz-Expires of 60'],
    ['https://s3.amazonaws.com/b/k?X-Amz-Expires=60&X-Amz-Signature=secret', null],
    ['http://minio.lan:0/', 'no port'],
    ['http://a$b.lan/', 'not the name of a host'],
    ['http://-', null],
    ['https://s3.amazonaws.com/b/sig=x?designature=x&design=x', null],
    ['https://s3.amazonaws.com/b/run%20lr=0.1%3Fa=1&b', null],
  ])('%s', (url, why) => {
    const read = () => readTarget(url);
    if (why === null) expect(read).not.toThrow();
    else expect(read).toThrow(why);
  });

  test('the refusal does not repeat it', () => {
    const thrown: unknown[] = [];
    for (const url of ['http://u:secret@h/', 'http://h/?sig=secret', 'secret://h/', 'http://secret$/', 'secret'])
      try {
        readTarget(url);
      } catch (error) {
        thrown.push(error);
      }
    expect(thrown).toHaveLength(5);
    expect(JSON.stringify(thrown.map((error) => [error, String(error)]))).not.toContain('secret');
  });
});
