import { describe, expect, it } from 'vitest';
import { invitations, login } from '#contract/index.ts';
import { deadCopy, latestOf, lifetimeToSend, stateOf, usesText } from '#features/invitations/model.ts';

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
    expect(usesText({ uses: 0, max_uses: null })).toBe('used 0 times');
    expect(usesText({ uses: 1, max_uses: null })).toBe('used 1 time');
    expect(usesText({ uses: 1, max_uses: 5 })).toBe('used 1 of 5');
  });

  it('live for seconds, or for ever', () => {
    expect(lifetimeToSend('604800')).toBe(604_800);
    expect(lifetimeToSend('never')).toBeNull();
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
