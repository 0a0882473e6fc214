import { describe, expect, it } from 'vitest';
import { allowedActions, type organization, type Role } from '#contract/index.ts';
import { isSelectable, managesKeys, removalOffer, roleOffer, seesKeys } from '#features/members/rights.ts';
import { namesOf } from '#features/members/several.ts';
import { inFileName } from '#lib/file-name.ts';

const member = (id: string, role: Role, more: Partial<organization.Member> = {}): organization.Member => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role,
  joined: '2026-01-01T00:00:00Z',
  credentials: 1,
  ...more,
});

/** A workspace as somebody of a role sees it, whose id is owner0 where they are an owner, with so many of those. */
const seenBy = (role: Role, owners = 2, deployment: 'hosted' | 'self-hosted' = 'hosted'): organization.Workspace => ({
  id: 'w',
  name: 'Acme',
  role,
  allocated: 5,
  actions: allowedActions(role, { personal: 'no', deployment }),
  owners: Array.from({ length: owners }, (_, at) => ({ id: `owner${at}`, name: `owner${at}` })),
});

describe('what is offered for a member', () => {
  it('is removal for owners, of members only for admins, and never of oneself', () => {
    for (const role of ['owner', 'admin', 'member'] as const) expect(removalOffer(seenBy('owner'), member('x', role), 'me')).toEqual({});
    expect(removalOffer(seenBy('admin'), member('x', 'member'), 'me')).toEqual({});
    for (const role of ['owner', 'admin'] as const)
      expect(removalOffer(seenBy('admin'), member('x', role), 'me')?.reason).toMatch(/^Only owners/);
    expect(removalOffer(seenBy('member'), member('x', 'member'), 'me')).toBeUndefined();
    expect(removalOffer(seenBy('owner'), member('me', 'owner'), 'me')).toBeUndefined();
  });

  it('is a role for owners, but not for the last of them', () => {
    expect(roleOffer(seenBy('owner'), member('x', 'owner'), 'me')).toEqual({});
    expect(roleOffer(seenBy('owner', 1), member('owner0', 'owner'), 'owner0')?.reason).toMatch(/^A workspace keeps at least one owner/);
    expect(roleOffer(seenBy('admin'), member('x', 'member'), 'me')).toBeUndefined();
  });

  it('is no other role for the only owner who can act, as the server says too, and any for those who cannot', () => {
    const workspace = seenBy('owner', 2);
    const [me, other] = workspace.owners;
    const seen = { ...workspace, owners: [me, { ...other, disabled: true }] } as organization.Workspace; // there are two
    expect(roleOffer(seen, member('owner0', 'owner'), 'owner0')?.reason).toMatch(/^The accounts of its other owners are disabled/);
    expect(roleOffer(seen, member('owner1', 'owner', { disabled: true }), 'owner0')).toEqual({});
  });

  it('is neither where it is their personal workspace', () => {
    const hers = member('x', 'owner', { personal: true });
    expect(roleOffer(seenBy('owner'), hers, 'me')?.reason).toMatch(/their personal workspace/);
    expect(roleOffer(seenBy('owner'), hers, 'x')?.reason).toMatch(/your personal workspace/);
    expect(removalOffer(seenBy('owner'), hers, 'me')?.reason).toMatch(/their personal workspace/);
    expect(isSelectable(seenBy('owner'), hers, 'me')).toBe(false);
  });

  it('is a look at the keys of those whom one manages, and at one’s own', () => {
    expect(seesKeys(seenBy('owner'), member('x', 'owner'), 'me')).toBe(true);
    expect(seesKeys(seenBy('admin'), member('x', 'member'), 'me')).toBe(true);
    expect(seesKeys(seenBy('admin'), member('x', 'admin'), 'me')).toBe(false);
    expect(seesKeys(seenBy('admin'), member('me', 'admin'), 'me')).toBe(true);
    expect(seesKeys(seenBy('member'), member('me', 'member'), 'me')).toBe(false);
  });

  it('is the same look on a server with one workspace, where nobody is removed', () => {
    expect(seesKeys(seenBy('owner', 2, 'self-hosted'), member('x', 'owner'), 'me')).toBe(true);
    expect(seesKeys(seenBy('admin', 2, 'self-hosted'), member('x', 'admin'), 'me')).toBe(false);
    expect(managesKeys(seenBy('member', 2, 'self-hosted'))).toBe(false);
    expect(removalOffer(seenBy('owner', 2, 'self-hosted'), member('x', 'member'), 'me')).toBeUndefined();
  });
});

describe('a question about several members', () => {
  it('names the first ten', () => {
    const many = Array.from({ length: 12 }, (_, at) => ({ name: `n${at}` }));
    expect(namesOf(many.slice(0, 2))).toBe('n0, n1');
    expect(namesOf(many)).toBe('n0, n1, n2, n3, n4, n5, n6, n7, n8, n9 and 2 more');
  });
});

describe('a workspace in the name of a file', () => {
  it.each([
    ['Acme', 'Acme'],
    ['Ada’s / team: ../1', 'Ada-s-team-1'],
    ['团队', '团队'],
    ['!!!', 'workspace'],
  ])('is nothing but letters, digits and hyphens: %s', (name, file) => {
    expect(inFileName(name)).toBe(file);
  });
});
