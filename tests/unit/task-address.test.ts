import { describe, expect, test } from 'vitest';
import { taskOf } from '#lib/task-address.ts';

const id = '0123456789abcdef0123456789abcdef';

describe('a task is named', () => {
  test.each([
    id,
    ` ${id.toUpperCase()} `,
    `https://app.example/projects/${'f'.repeat(32)}/experiments/${id}/output/execution`,
    `https://app.example/projects/*/experiments/${id}/info-output/metrics/scalar?columns=selected&order=-last_update`,
    `http://clearml.lan:8080/projects/${'f'.repeat(32)}/tasks/${id}/output/debugImages`,
    `https://app.example/pipelines/*/tasks/${id}`,
    `https://app.example/tools/tasks/${id}/`,
    `https://profile.example/tools/samples?task=${id}`,
    `https://profile.example/samples?task=${encodeURIComponent(`https://app.example/projects/*/tasks/${id}/output`)}`,
  ])('by %s', (text) => {
    expect(taskOf(text)).toBe(id);
  });
});

describe('no task is named', () => {
  test.each([
    '',
    'train',
    id.slice(1),
    `s3://models/tasks/${id}/image.png`,
    `https://files.example/tasks/${id}/image.png`,
    `https://files.example/tasks/${id}/1/image`,
    `https://app.example/projects/${id}/experiments`,
    `https://elsewhere.example/page?task=${id}`,
    'https://profile.example/samples?task=',
  ])('by %j', (text) => {
    expect(taskOf(text)).toBeUndefined();
  });
});
