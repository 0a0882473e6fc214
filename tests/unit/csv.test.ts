import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteOrderMark, csvRecord } from '#lib/csv.ts';

/** Reads RFC 4180 by the letter: fields in quotes hold anything, two quotes stand for one. */
const readCsv = (text: string): string[][] => {
  const records: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let record: string[] = [];
  for (let found = field.exec(text); found !== null; found = field.exec(text)) {
    record.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
};

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('=', '+', '-', '@', '＝', '＠', '\t', '\r', '\n', '"', ',', ';', "'", 'a', 'ä'), { maxLength: 8 })
    .map((parts) => parts.join('')),
);
const records = fc.array(fc.array(anyText, { minLength: 1, maxLength: 5 }), { maxLength: 6 });

const runsAsFormula = (cell: string): boolean => /^[=+\-@＝＋－＠\t\r]/.test(cell);

describe('a CSV file', () => {
  it('gives every text back as it was, but for the apostrophe before what a spreadsheet would run', () => {
    fc.assert(
      fc.property(records, (rows) => {
        const expected = rows.map((row) => row.map((cell) => (runsAsFormula(cell) ? `'${cell}` : cell)));
        expect(readCsv(rows.map(csvRecord).join(''))).toEqual(expected);
      }),
    );
  });

  it('has no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(records, (rows) => {
        expect(readCsv(rows.map(csvRecord).join('')).flat().filter(runsAsFormula)).toEqual([]);
      }),
    );
  });

  it.each([
    ['=HYPERLINK("http://a.example")', `"'=HYPERLINK(""http://a.example"")"\r\n`],
    ['+49 30', "'+49 30\r\n"],
    ['-1', "'-1\r\n"],
    ['@SUM(A1)', "'@SUM(A1)\r\n"],
    ['\t=1', `"'\t=1"\r\n`],
    ['x;=1', '"x;=1"\r\n'],
    ['\r=1', `"'\r=1"\r\n`],
    ['a,b', '"a,b"\r\n'],
    ['a=b', 'a=b\r\n'],
  ])('writes %j as %j', (text, written) => {
    expect(csvRecord([text])).toBe(written);
  });

  it('begins with the mark that says UTF-8', () => {
    expect([...new TextEncoder().encode(byteOrderMark)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});
