import { describe, expect, it } from 'vitest';
import { invitations, login } from '#contract/index.ts';
import {
  deadCopy,
  latestOf,
  lifetimes,
  lifetimeToSend,
  makersText,
  stateOf,
  textToSend,
  usesText,
  usesToSend,
} from '#features/invitations/model.ts';

const invitation = (id: string, user: string, state: invitations.Invitation['state']): invitations.Invitation => ({
  id,
  url: `http://ml.example/?invite=${id}`,
  user,
  user_name: user,
  role: 'member',
  created: '2025-01-01T00:00:00+00:00',
  expires: null,
  max_uses: null,
  uses: 0,
  state,
});

describe('invitation links', () => {
  it("show one's own newest that still works", () => {
    const links = [
      invitation('1', 'bob', 'active'),
      invitation('2', 'ada', 'expired'),
      invitation('3', 'ada', 'active'),
      invitation('4', 'ada', 'active'),
    ];
    expect(latestOf(links, 'ada')?.id).toBe('3');
    expect(latestOf(links, 'cleo')).toBeUndefined();
  });

  it('say how often they were used', () => {
    expect(usesText({ uses: 0, max_uses: null })).toBe('not used yet');
    expect(usesText({ uses: 1, max_uses: null })).toBe('used 1 time');
    expect(usesText({ uses: 2, max_uses: 5 })).toBe('2 of 5 used');
  });

  it('live for seconds, or for ever', () => {
    expect(lifetimeToSend('604800')).toBe(604_800);
    expect(lifetimeToSend('never')).toBeNull();
    expect(lifetimes.map(({ label }) => label)).toEqual(['1 hour', '1 day', '7 days', '30 days', 'Never']);
  });

  it('take any number of people where none is typed, and keep what is no number for its correction', () => {
    expect(usesToSend(' ')).toBeNull();
    expect(usesToSend(' 12 ')).toBe(12);
    for (const typed of ['abc', '1e3', '-1', '1.5', '0x10']) expect(usesToSend(typed)).toBe(typed);
  });

  it('leave as it is what was made for the wire already', () => {
    for (const made of [null, 3600]) expect([lifetimeToSend(made), usesToSend(made)]).toEqual([made, made]);
    for (const made of [undefined, 'a note']) expect(textToSend(made)).toBe(made);
    expect(textToSend('  ')).toBeUndefined();
  });

  it('name who made them: oneself first, then who made most, and count the others', () => {
    const of = (user: string, links: number) => Array.from({ length: links }, (_, at) => invitation(`${user}${at}`, user, 'active'));
    expect(makersText([...of('Bob', 1), ...of('Cleo', 2), ...of('ada', 1)], 'ada')).toBe('you (1), Cleo (2) and Bob (1)');
    expect(makersText([...of('A', 4), ...of('B', 3), ...of('C', 2), ...of('D', 1)], 'ada')).toBe('A (4), B (3), C (2) and D (1)');
    expect(makersText([...of('A', 4), ...of('B', 3), ...of('C', 2), ...of('D', 1), ...of('E', 1000)], undefined)).toBe(
      'E (1,000), A (4), B (3) and 2 others (3)',
    );
  });
});

describe('dead invitation links', () => {
  it('have words for every state that a link can be in, and for a server without invitations', () => {
    const dead = [...login.invitationState.options.filter((state) => state !== 'active'), 'not_here'];
    expect(Object.keys(deadCopy).toSorted()).toEqual(dead.toSorted());
    expect(new Set(Object.values(deadCopy).map(({ heading }) => heading)).size).toBe(dead.length);
  });

  it('are told by the failure of a join too', () => {
    expect(stateOf('workspace_full')).toBe('full');
    expect(stateOf('invitation_expired')).toBe('expired');
    expect(stateOf('offline')).toBeUndefined();
  });
});
