import { expect, test } from 'vitest';
import { kindOfName } from '#lib/content-kind.ts';
import { judge } from '#lib/judge.ts';
import { sasLines } from '#lib/sas-copy.ts';
import { readSas } from '#lib/sas.ts';
import { element } from '#lib/xml.ts';
import { azure, facts, said } from '#tests/support/read-facts.ts';

test.each(['constructor', '__proto__', 'toString', 'valueOf'])('%s, which every table inherits, is a word like any other', (word) => {
  expect(judge(facts({ attempt: said(403, word) }))).toEqual({ name: 'other', status: 403, code: word });
  expect(judge(facts({ row: azure, attempt: said(403, word) }))).toEqual({ name: 'other', status: 403, code: word });
  expect(kindOfName(`a.${word}`)).toBeUndefined();
  expect(sasLines(readSas(`sr=${word}&sig=x`))).toEqual([['For', word]]);
  expect(element(`<Code>&${word};</Code>`, 'Code')).toBe(`&${word};`);
});
