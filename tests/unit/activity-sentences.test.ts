import { expect, test } from 'vitest';
import { eventActions } from '#contract/event-actions.ts';
import * as activity from '#contract/activity.ts';
import { actionNames, actorOf, nameIn, sentenceOf } from '#features/activity/sentences.ts';

const event = (action: string, more: Partial<activity.Event> = {}): activity.Event => ({
  id: '1',
  at: '2026-11-24T03:11:22.000000+00:00',
  actor: 'ada',
  actor_name: 'Ada Sample',
  action,
  target: null,
  detail: {},
  ...more,
});

test.each([
  ['workspace.create', { detail: { name: 'Acme' } }, 'created the workspace as Acme'],
  ['workspace.rename', { detail: { name: 'Acme' } }, 'renamed the workspace to Acme'],
  ['workspace.set_seats', { detail: { seats: 1 } }, 'gave the workspace 1 seat'],
  ['workspace.set_seats', { detail: { seats: null } }, 'gave the workspace unlimited seats'],
  ['workspace.delete', { detail: { name: 'Acme' } }, 'deleted the workspace'],
  ['member.join', { detail: { invitation: 'abc123', role: 'admin' } }, 'joined as admin by the link abc123…'],
  [
    'member.join',
    { actor: 'ada', target: 'ada', target_name: 'Ada Sample', detail: { invitation: 'abc123', role: 'admin' } },
    'joined as admin by the link abc123…',
  ],
  ['member.join', { actor: 'operator', target: 'bob', target_name: 'Bob', detail: { role: 'owner' } }, 'added Bob as owner'],
  ['member.leave', { detail: { revoked_credentials: 0 } }, 'left'],
  [
    'member.leave',
    { detail: { revoked_credentials: 2, new_owner: 'bob' } },
    'left and handed the workspace over to another member, which ended 2 keys',
  ],
  ['member.remove', { target: 'bob', target_name: 'Bob', detail: { revoked_credentials: 1 } }, 'removed Bob, which ended 1 key'],
  [
    'member.remove',
    { target: 'bob', target_name: 'Bob', detail: { revoked_credentials: 2, revoked_invitations: 1 } },
    'removed Bob, which ended 2 keys and 1 invitation link',
  ],
  ['member.leave', { detail: { revoked_credentials: 0, revoked_invitations: 3 } }, 'left, which ended 3 invitation links'],
  ['member.remove', { target: 'bob' }, 'removed somebody whose account is gone'],
  [
    'member.set_role',
    { target: 'bob', target_name: 'Bob', detail: { from: 'admin', role: 'member' } },
    'changed the role of Bob from admin to member',
  ],
  [
    'member.set_role',
    { target: 'bob', target_name: 'Bob', detail: { from: 'admin', role: 'member', revoked_invitations: 2 } },
    'changed the role of Bob from admin to member, which ended 2 invitation links',
  ],
  ['member.set_role', { target: 'bob', target_name: 'Bob', detail: { role: 'owner' } }, 'changed the role of Bob to owner'],
  ['invitation.create', { target: 'abc123', detail: { role: 'member' } }, 'made the link abc123… to join as member'],
  ['invitation.revoke', { target: 'abc123' }, 'revoked the link abc123…'],
  ['credentials.create', { target: 'KEY' }, 'created the key KEY'],
  ['credentials.rotate', { target: 'KEY', detail: { rotated_to: 'NEXT' } }, 'rotated the key KEY to NEXT'],
  ['credentials.rotate', { target: 'KEY' }, 'rotated the key KEY to another'],
  ['credentials.revoke', { target: 'KEY' }, 'revoked the key KEY'],
  ['credentials.revoke', { target: 'KEY', detail: { user: 'bob' } }, 'revoked the key KEY of another member'],
])('%s with %o reads: %s', (action, more, sentence) => {
  expect(sentenceOf(event(action, more))).toBe(sentence);
});

test('whoever a workspace was handed over to is named', () => {
  const left = event('member.leave', { detail: { new_owner: 'bob' } });
  expect(sentenceOf(left, (id) => `${id} by name`)).toBe('left and handed the workspace over to bob by name');
});

test('a key that was revoked is said to be of whom it was, where that is known', () => {
  const revoked = event('credentials.revoke', { target: 'KEY', detail: { user: 'bob' } });
  expect(sentenceOf(revoked, (id) => `${id} by name`)).toBe('revoked the key KEY of bob by name');
});

test('somebody has the name of the workspace, of what they did, or of what was done to them', () => {
  const workspace = { id: 'w', name: 'Acme', allocated: 1, owners: [{ id: 'ada', name: 'Ada Sample' }] };
  const removed = event('member.remove', { target: 'bob', target_name: 'Bob' });
  const left = event('member.leave', { actor: 'cleo', actor_name: 'Cleo' });
  expect(['ada', 'bob', 'cleo', 'dan'].map((id) => nameIn(id, workspace, [removed, left]))).toEqual([
    'Ada Sample',
    'Bob',
    'Cleo',
    undefined,
  ]);
});

test('what a later server records is shown by its name', () => {
  expect(sentenceOf(event('robot.dance'))).toBe('did robot.dance');
  expect(sentenceOf(event('toString', { target: 'floor' }))).toBe('did toString (floor)');
});

test('every action can be chosen by a name of its own', () => {
  expect(new Set(eventActions.map((action) => actionNames[action])).size).toBe(eventActions.length);
});

test('detail of another shape than this page knows breaks no sentence', () => {
  for (const action of eventActions)
    for (const detail of [
      {},
      {
        role: 7,
        from: {},
        name: [],
        seats: 'many',
        revoked_credentials: '2',
        revoked_invitations: [1],
        invitation: null,
        new_owner: 1,
        user: 0,
      },
    ])
      expect(sentenceOf(event(action, { detail }))).not.toMatch(/undefined|null|object/u);
});

test('who did it may be gone, or be the operator', () => {
  expect(actorOf(event('member.leave'))).toBe('Ada Sample');
  const { actor_name: _gone, ...nameless } = event('member.leave');
  expect(actorOf(nameless)).toBe('Somebody whose account is gone');
  expect(actorOf({ ...nameless, actor: 'operator' })).toBe('The operator of the server');
});
