import { describe, expect, it } from 'vitest';
import type { organization } from '#contract/index.ts';
import { isFull, whoInvites } from '#features/members/model.ts';
import { seatsText } from '#lib/seats-text.ts';

const ada = { id: 'a', name: 'Ada', role: 'owner' } as const;
const bob = { id: 'b', name: 'Bob', role: 'admin' } as const;
const cleo = { id: 'c', name: 'Cleo', role: 'member' } as const;
const acme: organization.Workspace = {
  id: 'w',
  name: 'Acme',
  role: 'owner',
  allowed: 10,
  allocated: 3,
  owners: [ada],
  members: [bob, cleo],
};

describe('seats', () => {
  it('are counted against the limit where there is one', () => {
    expect(seatsText(acme)).toBe('3 of 10 members');
    expect(seatsText({ allocated: 100_000, allowed: null })).toBe('100,000 members');
    expect(seatsText({ allocated: 1, allowed: null })).toBe('1 member');
  });

  it('are all taken at the limit and above it, never without one', () => {
    expect(isFull({ allocated: 9, allowed: 10 })).toBe(false);
    expect(isFull({ allocated: 10, allowed: 10 })).toBe(true);
    expect(isFull({ allocated: 7, allowed: 3 })).toBe(true);
    expect(isFull({ allocated: 7, allowed: null })).toBe(false);
  });
});

describe('inviting', () => {
  it('names the owners and admins to ask', () => {
    expect(whoInvites(acme)).toBe('Owners and admins invite here: Ada, Bob.');
    expect(whoInvites({ ...acme, owners: [], members: [] })).toBe('Owners and admins invite here.');
  });

  it('names nobody whose account is disabled', () => {
    const off = { disabled: true };
    expect(whoInvites({ ...acme, owners: [{ ...ada, ...off }] })).toBe('Owners and admins invite here: Bob.');
    expect(whoInvites({ ...acme, members: [{ ...bob, ...off }, cleo] })).toBe('Owners and admins invite here: Ada.');
  });
});
