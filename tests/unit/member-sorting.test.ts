import { describe, expect, it } from 'vitest';
import { nextOrder, sortOf } from '#features/members/sorting.ts';

describe('sorting members', () => {
  it('begins with names from A and times from the newest, and turns round on a second press', () => {
    expect(nextOrder('name', '-joined')).toBe('name');
    expect(nextOrder('name', 'name')).toBe('-name');
    expect(nextOrder('joined', 'name')).toBe('-joined');
    expect(nextOrder('last_active', '-last_active')).toBe('last_active');
  });

  it('says how each column is sorted', () => {
    expect(sortOf('name', 'name')).toBe('ascending');
    expect(sortOf('joined', '-joined')).toBe('descending');
    expect(sortOf('joined', 'name')).toBe('none');
  });
});
