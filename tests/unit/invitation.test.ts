import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invitationState, joinErrors, judgeJoin, linkState, type Invitation, type Visitor } from '#server/rules/invitation.ts';

const now = 1_000_000;
const sound: Invitation = { created: now - 10, expires: now + 10, maxUses: null, uses: 0, revoked: false, email: null };
const stranger: Visitor = { email: 'grace@example.com', member: false, departed: null };
const free = { allowed: 10, allocated: 3 };
const full = { allowed: 3, allocated: 3 };

const invitation: fc.Arbitrary<Invitation> = fc.record({
  created: fc.integer({ min: now - 100, max: now }),
  expires: fc.option(fc.integer({ min: now - 50, max: now + 50 })),
  maxUses: fc.option(fc.integer({ min: 1, max: 3 })),
  uses: fc.nat(3),
  revoked: fc.boolean(),
  email: fc.option(fc.constantFrom('grace@example.com', 'ada@example.com')),
});
const visitor: fc.Arbitrary<Visitor | null> = fc.option(
  fc.record({
    email: fc.constantFrom('grace@example.com', 'ada@example.com'),
    member: fc.boolean(),
    departed: fc.option(fc.integer({ min: now - 100, max: now })),
  }),
);
const seats = fc.record({ allowed: fc.option(fc.nat(5)), allocated: fc.nat(5) });

describe('the state of a link', () => {
  test.each<[string, Partial<Invitation>, string]>([
    ['as made', {}, 'active'],
    ['that never expires', { expires: null }, 'active'],
    ['at its end', { expires: now }, 'expired'],
    ['used as often as it may be', { maxUses: 2, uses: 2 }, 'used_up'],
    ['with a use left', { maxUses: 2, uses: 1 }, 'active'],
    ['revoked, expired and used up', { revoked: true, expires: 1, maxUses: 1, uses: 1 }, 'revoked'],
    ['expired and used up', { expires: 1, maxUses: 1, uses: 1 }, 'expired'],
  ])('%s', (_which, change, state) => {
    expect(linkState({ ...sound, ...change }, now)).toBe(state);
  });
});

describe('what a link leads to', () => {
  test.each<[string, Partial<Invitation>, Visitor | null, typeof free, string, string]>([
    ['nobody known', {}, null, free, 'active', 'join'],
    ['somebody new', {}, stranger, free, 'active', 'join'],
    ['somebody new where it is full', {}, stranger, full, 'full', 'full'],
    ['a member where it is full', {}, { ...stranger, member: true }, full, 'active', 'nothing'],
    ['a member by a link for another account', { email: 'ada@example.com' }, { ...stranger, member: true }, free, 'active', 'nothing'],
    ['a member by a link that is used up', { maxUses: 1, uses: 1 }, { ...stranger, member: true }, free, 'used_up', 'nothing'],
    ['a member by a link that was revoked', { revoked: true }, { ...stranger, member: true }, free, 'revoked', 'nothing'],
    ['a member by a link that has expired', { expires: now }, { ...stranger, member: true }, free, 'expired', 'nothing'],
    ['the account that it was made for', { email: 'grace@example.com' }, stranger, free, 'active', 'join'],
    ['another account', { email: 'ada@example.com' }, stranger, free, 'wrong_account', 'wrong_account'],
    ['who left after it was made', {}, { ...stranger, departed: now - 5 }, free, 'revoked', 'revoked'],
    ['who left before it was made', {}, { ...stranger, departed: now - 20 }, free, 'active', 'join'],
    ['who left, and came back by another', {}, { ...stranger, departed: now - 5, member: true }, free, 'active', 'nothing'],
  ])('%s', (_who, change, who, places, state, verdict) => {
    const circumstances = { now, seats: places, visitor: who };
    expect(invitationState({ ...sound, ...change }, circumstances)).toBe(state);
    expect(judgeJoin({ ...sound, ...change }, circumstances)).toBe(verdict);
  });

  test('nobody joins without a seat, after the end, by a revoked or used-up link, or by one for somebody else', () => {
    fc.assert(
      fc.property(invitation, visitor, seats, (link, who, places) => {
        if (judgeJoin(link, { now, seats: places, visitor: who }) !== 'join') return;
        expect(link.revoked || who?.member === true).toBe(false);
        expect(link.expires ?? now + 1).toBeGreaterThan(now);
        expect(link.uses).toBeLessThan(link.maxUses ?? Number.POSITIVE_INFINITY);
        expect(places.allocated).toBeLessThan(places.allowed ?? Number.POSITIVE_INFINITY);
        if (who !== null) expect([null, who.email]).toContain(link.email);
        if (who?.departed != null) expect(link.created).toBeGreaterThan(who.departed);
      }),
    );
  });

  test('joins exactly where the page was told that it is active, and lets members in whatever it was told', () => {
    fc.assert(
      fc.property(invitation, visitor, seats, (link, who, places) => {
        const circumstances = { now, seats: places, visitor: who };
        const [state, verdict] = [invitationState(link, circumstances), judgeJoin(link, circumstances)];
        if (who?.member === true) expect(verdict).toBe('nothing');
        else if (state === 'active') expect(verdict).toBe('join');
        else expect(joinErrors).toHaveProperty(verdict);
      }),
    );
  });
});
