import { describe, expect, it } from 'vitest';
import { readExpiry, type Expiry } from '#features/credentials/expiry.ts';
import { keyOrders } from '#features/credentials/key-orders.ts';
import { refusedText, stateOf } from '#features/credentials/key-state.ts';
import { listed, newestFirst } from '#features/credentials/listing.ts';
import { labelToSend } from '#features/credentials/model.ts';
import { keyName } from '#lib/key-label.ts';
import { newestAfter } from '#features/credentials/rotation.ts';

const now = Date.UTC(2026, 10, 24, 12);
const day = 86_400_000;
const from = (ms: number): string => new Date(now + ms).toISOString();

describe('credentials', () => {
  it('are called by their label, else by their key', () => {
    expect(keyName({ access_key: 'KEY', label: 'ci-gpu' })).toBe('ci-gpu');
    expect(keyName({ access_key: 'KEY' })).toBe('KEY');
    expect(keyName({ access_key: 'KEY', label: '  ' })).toBe('KEY');
  });

  it('send no label where nothing but spaces was typed', () => {
    expect(['', '  ', null, undefined].map(labelToSend)).toEqual([null, null, null, null]);
    expect(labelToSend(' ci-gpu ')).toBe('ci-gpu');
  });
});

describe('a key', () => {
  it.each([
    ['active', { last_used: from(-90 * day) }],
    ['stale', { last_used: from(-90 * day - 1) }],
    ['never_used', {}],
    ['never_used', { last_used: null, expires: from(7 * day + 1) }],
    ['expiring_soon', { expires: from(7 * day) }],
    ['expiring_soon', { expires: from(1), last_used: from(-91 * day) }],
    ['never_used', { created: from(-3 * day), expires: from(3 * day + 1) }],
    ['expiring_soon', { created: from(-3 * day), expires: from(3 * day) }],
    ['expired', { expires: from(0), last_used: from(-1) }],
    ['rotating_out', { expires: from(1), rotated_to: 'NEXT' }],
    ['rotating_out', { expires: from(30 * day), rotated_to: 'NEXT', last_used: from(-91 * day) }],
    ['expired', { expires: from(0), rotated_to: 'NEXT' }],
  ] as const)('is %s with %o', (state, credential) => {
    expect(stateOf(credential, now)).toBe(state);
  });

  it('takes a last use without a zone for one in UTC, as ClearML means it', () => {
    expect(stateOf({ last_used: from(-90 * day).replace('Z', '') }, now)).toBe('active');
  });

  it('says how often it was refused, and from where where that is known', () => {
    expect(refusedText({ count: 14, last: from(-1), last_from: '10.1.2.3' })).toBe('refused 14 times since, last from 10.1.2.3');
    expect(refusedText({ count: 1, last: from(-1) })).toBe('refused 1 time since');
  });
});

describe('the list of keys', () => {
  const keys = [
    { access_key: 'undated' },
    { access_key: 'old', label: 'b', created: from(-2 * day), last_used: from(-day), expires: from(day) },
    { access_key: 'new', label: 'A', created: from(-day), last_used: from(-100 * day) },
    { access_key: 'ended', label: 'c', created: from(-3 * day), last_used: from(-2 * day), expires: from(-day) },
  ];
  const names = (order: keyof typeof keyOrders) =>
    listed(keys, { state: 'all', order: keyOrders[order] }, now).map(({ access_key }) => access_key);

  it.each([
    ['newest', ['new', 'old', 'ended', 'undated']],
    ['label', ['new', 'old', 'ended', 'undated']],
    ['unused', ['undated', 'new', 'ended', 'old']],
    ['expires', ['ended', 'old', 'new', 'undated']],
    ['state', ['ended', 'old', 'new', 'undated']],
  ] as const)('stands in the order %s', (order, expected) => {
    expect(names(order)).toEqual(expected);
  });

  it('shows those of one state only', () => {
    expect(listed(keys, { state: 'stale', order: newestFirst }, now).map(({ access_key }) => access_key)).toEqual(['new']);
  });
});

describe('the life of a new key', () => {
  const secondsFrom = (expiry: Expiry, timeZone: string, sent = now): unknown => {
    const read = readExpiry(expiry, now, timeZone);
    return 'problem' in read ? read : read.secondsFrom(sent);
  };

  it('ends when its last day does, however long it takes until it is sent', () => {
    const expiry = { life: 'date', date: '2026-11-24' };
    expect(secondsFrom(expiry, 'UTC', now + 3_600_000)).toBe(11 * 3600);
    expect(secondsFrom(expiry, 'UTC', now + 86_400_000)).toBe(1);
    expect(secondsFrom({ life: '604800', date: '' }, 'UTC', now + 3_600_000)).toBe(604_800);
  });

  it.each([
    ['never', '', null],
    ['604800', '', 604_800],
    ['date', '2026-11-24', 12 * 3600],
    ['date', '2026-11-25', 36 * 3600],
  ])('of %s %s is sent as %s seconds', (life, date, seconds) => {
    expect(secondsFrom({ life, date }, 'UTC')).toBe(seconds);
  });

  it('ends with the day of the zone in which its owner reads times', () => {
    expect(secondsFrom({ life: 'date', date: '2026-11-24' }, 'Asia/Tokyo')).toBe(3 * 3600);
  });

  it.each([
    ['', 'Enter a date.'],
    ['2026-11-23', 'This day is over.'],
    ['2036-11-30', 'Choose a day within the next ten years, or Never.'],
  ])('is not sent for the day "%s"', (date, problem) => {
    expect(readExpiry({ life: 'date', date }, now, 'UTC')).toEqual({ problem });
  });
});

describe('a rotated key', () => {
  const keys = [{ access_key: 'a', rotated_to: 'b' }, { access_key: 'b', rotated_to: 'c' }, { access_key: 'c' }];

  it('leads to the newest of those that took its place', () => {
    expect(newestAfter({ access_key: 'a', rotated_to: 'b' }, keys)?.access_key).toBe('c');
    expect(newestAfter({ access_key: 'b', rotated_to: 'c' }, keys)?.access_key).toBe('c');
  });

  it('leads nowhere where that is gone', () => {
    expect(newestAfter({ access_key: 'a', rotated_to: 'z' }, keys)).toBeUndefined();
    expect(newestAfter({ access_key: 'c' }, keys)).toBeUndefined();
  });
});
