import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personName, workspaceName } from '#contract/fields.ts';

/** Characters that show nothing, each of another kind. */
const invisible = {
  'zero-width space': '\u200b',
  'zero-width joiner': '\u200d',
  'word joiner': '\u2060',
  'byte order mark': '\ufeff',
  'soft hyphen': '\u00ad',
  'Hangul filler': '\u3164',
  'half-width Hangul filler': '\uffa0',
  'Hangul jamo filler': '\u115f',
  'blank braille': '\u2800',
  'combining joiner': '\u034f',
  'variation selector': '\ufe0f',
  tag: '\u{e0041}',
  'private use': '\ue000',
  'no-break space': '\u00a0',
  'musical blank': '\u{1d159}',
};
const blanks = Object.values(invisible);

const visible = ['A', '李', 'ی', 'ש', 'א', 'ä', '7', '-', '’', '🐙', '👩‍🚀', '❤️', '🇳🇴', '½', 'ㅎ', '⠁'];

const accepts = (name: string): boolean[] => [personName, workspaceName].map((schema) => schema.safeParse(name).success);

describe('a name', () => {
  it.each(Object.entries(invisible))('of nothing but a %s is refused', (_what, blank) => {
    expect(accepts(blank.repeat(4))).toEqual([false, false]);
  });

  it('of nothing but invisible characters, however mixed, is refused', () => {
    const unseen = fc.array(fc.constantFrom(...blanks, ' '), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(unseen, (parts) => {
        expect(accepts(parts.join(''))).toEqual([false, false]);
      }),
    );
  });

  it('with one thing to see among them is taken', () => {
    // what trimming takes away would leave a workspace's name too short
    const around = fc.array(fc.constantFrom(...blanks.filter((blank) => blank.trim() !== '')), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(around, fc.constantFrom(...visible), around, (before, seen, after) => {
        expect(accepts([...before, seen, ...after].join(''))).toEqual([true, true]);
      }),
    );
  });

  it.each(['Ada Lovelace', 'محمد علی', 'שרה לוי', '李小龍', '김하늘', 'Zoë O’Neil', '🚀🚀🚀', '👩‍🚀 team', 'می‌خواهم', '1234', '...'])(
    '%s is taken',
    (name) => {
      expect(accepts(name)).toEqual([true, true]);
    },
  );
});
