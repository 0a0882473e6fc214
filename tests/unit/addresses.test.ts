import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, networkOf } from '#server/addresses.ts';

test.each([
  ['2001:db8::1', ['2001:DB8:0:0:0:0:0:1', '2001:0db8:0000::0001', '2001:db8::0.0.0.1', '2001:db8::1%eth0']],
  ['fe80::1', ['fe80::1%eth0', 'FE80:0::1%2']],
  ['::1', ['0:0:0:0:0:0:0:1', '::0001']],
  ['10.0.0.1', ['::ffff:10.0.0.1', '::FFFF:a00:1', '0:0:0:0:0:ffff:0a00:0001', '::ffff:10.0.0.1%eth0']],
  ['255.0.1.0', ['::ffff:ff00:100']],
])('check 16: %s has one spelling', (one, spellings) => {
  expect([one, ...spellings].map(canonical)).toEqual([one, ...spellings].map(() => one));
});

test('what is no address is left as it is', () => {
  for (const text of ['', 'unknown', '10.0.0', '2001:db8::1::2', '[::1]', '<script>']) expect(canonical(text)).toBe(text);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:0:1::', '2001:db8:0:1::/64'],
  ['1::', '1:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::5:6:7:8', '0:0:0:0::/64'],
  ['::4:5:6:7:8', '0:0:0:4::/64'],
])('check 16: limits count %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('check 16: two addresses of IPv6 count as one exactly where their first 64 bits are the same', () => {
  const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 });
  const spelled = (parts: readonly number[]) => canonical(parts.map((part) => part.toString(16)).join(':'));
  const first = (parts: readonly number[]) => parts.slice(0, 4).join();
  // so that none of them is an IPv4 address
  const globals = groups.map((parts) => [0x2000, ...parts.slice(1)]);
  fc.assert(
    fc.property(globals, globals, fc.boolean(), (one, other, near) => {
      const compared = near ? [...one.slice(0, 4), ...other.slice(4)] : other;
      expect(networkOf(spelled(one)) === networkOf(spelled(compared))).toBe(first(one) === first(compared));
    }),
  );
});
