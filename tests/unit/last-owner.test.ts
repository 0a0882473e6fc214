import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Role } from '#contract/index.ts';
import { judgeLeaving, type Leaver } from '#server/rules/last-owner.ts';

const only: Leaver = { role: 'owner', others: true, otherOwners: false, heir: 'nobody' };

test.each<[string, Leaver, string]>([
  ['the only owner, alone', { ...only, others: false }, 'leave'],
  ['the only owner of others', only, 'last_owner'],
  ['the only owner, who names a member', { ...only, heir: 'member' }, 'hand_over'],
  ['the only owner, who names somebody else', { ...only, heir: 'stranger' }, 'invalid_user_id'],
  ['one of two owners', { ...only, otherOwners: true }, 'leave'],
  ['one of two owners, who makes a third', { ...only, otherOwners: true, heir: 'member' }, 'hand_over'],
  ['a member', { ...only, role: 'member', otherOwners: true }, 'leave'],
  ['a member, who names an owner', { ...only, role: 'member', otherOwners: true, heir: 'member' }, 'not_permitted'],
  ['an admin, who names an owner', { ...only, role: 'admin', otherOwners: true, heir: 'member' }, 'not_permitted'],
])('%s', (_who, leaver, verdict) => {
  expect(judgeLeaving(leaver)).toBe(verdict);
});

/** What leaving does to a workspace, as the server does it. */
const leave = (members: Map<number, Role>, user: number, heir: number | null): void => {
  const role = members.get(user);
  if (role === undefined) return;
  const others = [...members].filter(([id]) => id !== user);
  const verdict = judgeLeaving({
    role,
    others: others.length > 0,
    otherOwners: others.some(([, other]) => other === 'owner'),
    heir: heir === null ? 'nobody' : others.some(([id]) => id === heir) ? 'member' : 'stranger',
  });
  if (verdict === 'hand_over' && heir !== null) members.set(heir, 'owner');
  if (verdict === 'leave' || verdict === 'hand_over') members.delete(user);
};

test('whoever joins, leaves or hands over in whatever order, a workspace with members has an owner', () => {
  const person = fc.nat(6);
  const step = fc.oneof(
    fc.record({ joins: person, role: fc.constantFrom<Role>('admin', 'member') }),
    fc.record({ leaves: person, heir: fc.option(person) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const members = new Map<number, Role>([[0, 'owner']]);
      let ownerless = 0;
      for (const change of steps) {
        if ('leaves' in change) leave(members, change.leaves, change.heir);
        else if (members.size > 0 && !members.has(change.joins)) members.set(change.joins, change.role);
        if (members.size > 0 && ![...members.values()].includes('owner')) ownerless += 1;
      }
      expect(ownerless).toBe(0);
    }),
  );
});
