import { describe, expect, it } from 'vitest';
import { firstStepsOn, showsFirstSteps } from '#lib/first-steps.ts';
import { keptAfter, stateOf } from '#lib/kept-steps.ts';

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
    ['who left something out and has a step left', { kept: ['skipped name'], credentials: [{}] }, true],
    ['nobody who left out what was left', { kept: ['name', 'skipped invite'], credentials: [{}] }, false],
    ['nobody who is through', { kept: 'over' }, false],
    ['who has something else there by another program', { kept: { name: true } }, true],
  ])('%s', (_whom, standing, shown) => {
    const empty = { kept: undefined, workspaces: alone, credentials: [], role: 'user', created: daysAgo(1), now };
    expect(showsFirstSteps(steps, { ...empty, ...standing })).toBe(shown);
  });
});

describe('once something became of a step, what is kept', () => {
  it.each([
    ['is the step', 'done', undefined, [], ['name']],
    ['has it once', 'done', ['name'], [], ['name']],
    ['is that all is over after the last one', 'done', ['credentials', 'invite'], [], 'over'],
    ['is that too where a key was made elsewhere', 'done', ['invite'], [{}], 'over'],
    ['stays over', 'done', 'over', [], 'over'],
    ['is that it was skipped', 'skipped', undefined, [], ['skipped name']],
    ['is that all is over after the last one is skipped', 'skipped', ['skipped credentials', 'invite'], [], 'over'],
    ['is that it was done after all', 'done', ['skipped name'], [], ['name']],
    ['is no word of it once it is open again', 'open', ['skipped name', 'invite'], [], ['invite']],
    ['stays over, whatever is opened again elsewhere', 'open', 'over', [], 'over'],
  ] as const)('%s', (_what, state, kept, credentials, after) => {
    expect(keptAfter(steps, 'name', state, { kept, credentials })).toEqual(after);
  });
});

it('a key that was made makes that step done, although it was skipped before', () => {
  const kept = ['skipped credentials'];
  expect(stateOf('credentials', { kept, credentials: [] })).toBe('skipped');
  expect(stateOf('credentials', { kept, credentials: [{}] })).toBe('done');
});
