import { expect, test } from 'vitest';
import { placeOf, readSources, type Source } from '#tests/support/sources.ts';

const documented = ['src/contract/', 'src/lib/', 'src/api/', 'src/ui/', 'src/server/'];

/** Whether a `/** … *\/` ends right before this place; lines without a gap share the first one's. */
const hasDocstring = ({ comments, text }: Source, at: number): boolean =>
  comments.some(({ value, end }) => value.startsWith('*') && end <= at && /^\s*(?:export const .*;\n)*$/.test(text.slice(end, at)));

/** Types that only name what stands beside them need no words; what is called or read does. */
const needsOne = ({ text }: Source, at: number): boolean => /^export (async function|function|const|class)\b/.test(text.slice(at, at + 40));

test('what contract, lib, api, ui and server export says what it is', () => {
  const silent = readSources('src')
    .filter(({ path }) => documented.some((folder) => path.startsWith(folder)))
    .flatMap((source) =>
      source.exported
        .filter(({ at }) => needsOne(source, at) && !hasDocstring(source, at))
        .map(({ name, at }) => `${placeOf(source, at)} ${name}`),
    );
  expect(silent).toEqual([]);
});
