import { expect, test } from 'vitest';
import { filesBelow, readText } from '#tests/support/sources.ts';

test('what the how-to calls by name stands on the page so', () => {
  const named = [...readText('docs/how-to.md').matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
  const page = ['src/app', 'src/features', 'src/ui']
    .flatMap((folder) => filesBelow(folder, ''))
    .map((path) => readText(path))
    .join('\n');
  expect(named.length).toBeGreaterThan(30);
  expect([...new Set(named)].filter((name) => name !== 'bold' && !page.includes(name))).toEqual([]);
});

test('the pictures that the documentation shows are there', () => {
  const shown = ['README.md', 'docs/how-to.md'].flatMap((path) =>
    [...readText(path).matchAll(/(?:src|srcset)="([^"]+\.png)"/g)].map(([, picture = '']) => `docs/${picture.replace('docs/', '')}`),
  );
  expect(shown.filter((picture) => !filesBelow('docs', '.png').includes(picture))).toEqual([]);
  expect(shown.length).toBeGreaterThan(1);
});
