import { describe, expect, it } from 'vitest';
import { checkedOff, firstStepsOn, showsFirstSteps } from '#lib/first-steps.ts';

const alone = [{ allocated: 1 }];
const steps = firstStepsOn('hosted');
const now = Date.UTC(2026, 10, 27);
const daysAgo = (days: number): string => new Date(now - days * 86_400_000).toISOString();

describe('they are shown to', () => {
  it.each([
    ['who is alone in one workspace without keys', {}, true],
    ['nobody whose account is a month old', { created: daysAgo(31) }, false],
    ['not to the guest, whose account is everybody’s', { role: 'guest' }, false],
    ['nobody with a key', { credentials: [{}] }, false],
    ['nobody whose keys are not known', { credentials: undefined }, false],
    ['nobody who has company', { workspaces: [{ allocated: 2 }] }, false],
    ['nobody with a second workspace', { workspaces: [...alone, ...alone] }, false],
    ['nobody without a workspace', { workspaces: [] }, false],
    [
      'who has begun, whatever was made since',
      { kept: ['name'], credentials: [{}], workspaces: [{ allocated: 3 }], created: daysAgo(99) },
      true,
    ],
    ['nobody who made the key that was left', { kept: ['name', 'invite'], credentials: [{}] }, false],
    ['nobody who is through', { kept: 'over' }, false],
    ['who has something else there by another program', { kept: { name: true } }, true],
  ])('%s', (_whom, standing, shown) => {
    const empty = { kept: undefined, workspaces: alone, credentials: [], role: 'user', created: daysAgo(1), now };
    expect(showsFirstSteps(steps, { ...empty, ...standing })).toBe(shown);
  });
});

describe('once a step is checked off, what is kept', () => {
  it.each([
    ['is the step', undefined, [], ['name']],
    ['has it once', ['name'], [], ['name']],
    ['is that all is over after the last one', ['credentials', 'invite'], [], 'over'],
    ['is that too where a key was made elsewhere', ['invite'], [{}], 'over'],
    ['stays over', 'over', [], 'over'],
  ])('%s', (_what, kept, credentials, after) => {
    expect(checkedOff(steps, 'name', { kept, credentials })).toEqual(after);
  });
});
