import { expect, it } from 'vitest';
import { showsFirstSteps } from '#lib/first-steps.ts';

const alone = [{ allocated: 1 }];

it.each([
  ['who is alone in one workspace without keys', {}, true],
  ['nobody with a key', { credentials: [{}] }, false],
  ['nobody whose keys are not known', { credentials: undefined }, false],
  ['nobody who has company', { workspaces: [{ allocated: 2 }] }, false],
  ['nobody with a second workspace', { workspaces: [...alone, ...alone] }, false],
  ['nobody without a workspace', { workspaces: [] }, false],
  ['who has begun, whatever was made since', { steps: ['name'], credentials: [{}], workspaces: [{ allocated: 3 }] }, true],
  ['nobody who is through', { steps: 'over' }, false],
  ['who has something else there by another program', { steps: { name: true } }, true],
])('are shown to %s', (_whom, standing, shown) => {
  expect(showsFirstSteps({ steps: undefined, workspaces: alone, credentials: [], ...standing })).toBe(shown);
});
