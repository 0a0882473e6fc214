import { describe, expect, it } from 'vitest';
import type { organization } from '#contract/index.ts';
import { currentFirst, matching } from '#features/workspaces/model.ts';

const workspace = (id: string, name: string): organization.Workspace => ({ id, name, allocated: 1, owners: [] });
const all = [workspace('1', "Ada's workspace"), workspace('2', 'Acme'), workspace('3', 'Vision Lab')];

describe('the list of workspaces', () => {
  it('begins with the current one and keeps the order of the others', () => {
    expect(currentFirst(all, '3').map(({ id }) => id)).toEqual(['3', '1', '2']);
    expect(currentFirst(all, 'gone').map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('is searched by any part of the name, whatever the case', () => {
    expect(matching(all, ' LAB ').map(({ id }) => id)).toEqual(['3']);
    expect(matching(all, '')).toBe(all);
    expect(matching(all, 'nothing')).toEqual([]);
  });
});
