import { describe, expect, it } from 'vitest';
import { labelToSend, nameOf, newestFirst } from '#features/credentials/model.ts';

describe('credentials', () => {
  it('are called by their label, else by their key', () => {
    expect(nameOf({ access_key: 'KEY', label: 'ci-gpu' })).toBe('ci-gpu');
    expect(nameOf({ access_key: 'KEY' })).toBe('KEY');
    expect(nameOf({ access_key: 'KEY', label: '  ' })).toBe('KEY');
  });

  it('send no label where nothing but spaces was typed', () => {
    expect(['', '  ', null, undefined].map(labelToSend)).toEqual([null, null, null, null]);
    expect(labelToSend(' ci-gpu ')).toBe('ci-gpu');
  });

  it('stand newest first, those without a date last', () => {
    const keys = [
      { access_key: 'a' },
      { access_key: 'b', created: '2025-01-01T00:00:00+00:00' },
      { access_key: 'c', created: '2025-02-01T00:00:00+00:00' },
    ];
    expect(newestFirst(keys).map(({ access_key }) => access_key)).toEqual(['c', 'b', 'a']);
  });
});
