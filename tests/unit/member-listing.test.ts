import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { organization } from '#contract/index.ts';
import { isListed, listingIn, queryOf } from '#features/members/listing.ts';
import { firstPage, learn, pagesAround, rowsOf, type PageChain } from '#features/members/page-chain.ts';

const listing = (query: string) => listingIn(new URLSearchParams(query));

describe('what an address says about the list', () => {
  it('is taken where it is right, and left out where it is not', () => {
    expect(listing('search=ada&role=admin&sort=-joined')).toEqual({ search: 'ada', role: 'admin', orderBy: '-joined' });
    expect(listing('')).toEqual({ search: '', role: 'any', orderBy: 'name' });
    expect(listing('role=emperor&sort=shoe&other=1')).toEqual({ search: '', role: 'any', orderBy: 'name' });
    expect(listing(`search=${'x'.repeat(300)}`).search).toHaveLength(254);
    expect(listing(`search=${'%00'.repeat(300)}a%00b`).search).toBe('ab');
  });

  it('comes back as it was', () => {
    const listings = fc.record({
      search: fc.string({ maxLength: 254 }),
      role: fc.constantFrom('any', 'owner', 'admin', 'member'),
      orderBy: fc.constantFrom('name', '-name', 'joined', '-joined', 'last_active', '-last_active'),
    });
    fc.assert(
      fc.property(listings, (one) => {
        expect(listingIn(new URLSearchParams(queryOf(one)))).toEqual(one);
      }),
    );
    expect(queryOf(listing(''))).toEqual({});
  });
});

describe('whether a member is among those asked for', () => {
  const bob: organization.Member = {
    id: 'b',
    name: 'Bob Bäcker',
    email: 'BOB@example.com',
    role: 'admin',
    joined: '2026-01-01T00:00:00Z',
    credentials: 0,
  };
  it.each([
    ['', true],
    ['search=BÄCK', true],
    ['search=%20bob%40%20', true],
    ['search=cleo', false],
    ['search=bob&role=admin', true],
    ['search=bob&role=member', false],
    ['search=bäckerbob', false],
  ])('%s: %s', (query, listed) => {
    expect(isListed(bob, listing(query))).toBe(listed);
  });
});

const page = (size: number, cursor: string | null) => ({ members: Array(size).fill(null), cursor });

describe('the pages of a list', () => {
  const three = learn(learn(firstPage, 0, page(50, 'a')), 1, page(50, 'b'));

  it('each say where the next begins, and the last how many there are', () => {
    expect(rowsOf(firstPage)).toBe(50);
    expect([three.cursors, rowsOf(three)]).toEqual([[null, 'a', 'b'], 150]);
    const all = learn(three, 2, page(7, null));
    expect([rowsOf(all), all.total]).toEqual([107, 107]);
    expect(learn(all, 2, page(7, null))).toBe(all);
    expect(learn(three, 1, page(50, 'b'))).toBe(three);
  });

  it('move with what stands before them', () => {
    const moved = learn(three, 0, page(50, 'a2'));
    expect(moved.cursors).toEqual([null, 'a2', 'b']);
  });

  it('end earlier or later when the list does', () => {
    const all = learn(three, 2, page(7, null));
    expect(learn(all, 1, page(30, null))).toEqual({ cursors: [null, 'a'], total: 80 });
    expect(learn(all, 2, page(50, 'c'))).toEqual({ cursors: [null, 'a', 'b', 'c'], total: undefined });
  });

  it('are those in view, and half a page to either side', () => {
    const many: PageChain = { cursors: Array(100).fill('c'), total: undefined };
    expect(pagesAround(many, { first: 0, last: 20 })).toEqual([0]);
    expect(pagesAround(many, { first: 20, last: 40 })).toEqual([0, 1]);
    expect(pagesAround(many, { first: 1010, last: 1030 })).toEqual([19, 20, 21]);
    expect(pagesAround(firstPage, { first: 0, last: 49 })).toEqual([0]);
    expect(pagesAround(firstPage, { first: 900, last: 920 })).toEqual([]);
  });
});
