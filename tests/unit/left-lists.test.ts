import { expect, test } from 'vitest';
import { leaveList, leftList } from '#features/preview/left-lists.ts';
import type { CloudRow } from '#lib/cloud-row.ts';

const row: CloudRow = { id: '1', bucket: 'models', key: 'K', secret: 'S', token: '', region: '', host: '', style: '' };
const list = { begin: '', page: { row, entries: [], next: undefined, complete: true }, place: { offset: 0, height: undefined } };

test('the ten lists of a row that were left last are kept, for that very row', () => {
  for (let at = 0; at < 12; at += 1) leaveList(row, `entry ${at}`, list);
  leaveList(row, 'entry 2', list);
  leaveList(row, 'entry 12', list);
  expect(['entry 0', 'entry 1', 'entry 3'].map((key) => leftList(row, key))).toEqual([undefined, undefined, undefined]);
  expect(['entry 2', 'entry 4', 'entry 12'].map((key) => leftList(row, key))).toEqual([list, list, list]);
  expect(leftList({ ...row }, 'entry 12')).toBeUndefined();
});
