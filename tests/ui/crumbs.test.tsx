import { expect, test } from 'vitest';
import { crumbsTo } from '#features/preview/crumbs.ts';
import { row } from '#tests/support/read-facts.ts';

const labels = (key: string): string[] => crumbsTo(row(), 'models', key).map(({ label }) => label);

test('the way to an object leads through its folders', () => {
  expect(labels('runs/1/a.png')).toEqual(['minio.example:9000', 'models', 'runs', '1', 'a.png']);
  expect(labels('runs/1/')).toEqual(['minio.example:9000', 'models', 'runs', '1']);
  expect(labels('')).toEqual(['minio.example:9000', 'models']);
});

test('of a key with many slashes the last parts are shown, and lead to where they are', () => {
  const parts = Array.from({ length: 1000 }, (_, at) => String(at));
  const crumbs = crumbsTo(row(), 'models', parts.join('/'));
  expect(crumbs.map(({ label }) => label)).toEqual(['minio.example:9000', 'models', ...parts.slice(-20)]);
  expect(decodeURIComponent(crumbs[2]?.href ?? '')).toMatch(new RegExp(`/models/${parts.slice(0, 981).join('/')}/$`));
});
