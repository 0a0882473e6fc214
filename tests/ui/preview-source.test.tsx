import { expect, test } from 'vitest';
import { open } from '#features/preview/source.ts';

const kindOf = (address: string): string => {
  const opened = open(address, [], 'https:');
  return opened.kind === 'verdict' ? opened.verdict.name : opened.kind;
};

test('check 49: a page over https opens plain http of this computer only, as browsers do', () => {
  expect(kindOf('http://127.0.0.1:8081/a.txt')).toBe('source');
  expect(kindOf('http://localhost:8081/a.txt')).toBe('source');
  expect(kindOf('http://files.example/a.txt')).toBe('mixed_content');
  expect(kindOf('https://files.example/a.txt')).toBe('source');
});
