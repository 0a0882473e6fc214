import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPart, laterPart, partBytes, partOf, beginning } from '#features/preview/read-part.ts';
import type { Source } from '#features/preview/source.ts';
import type { WebAnswer } from '#api/read-object.ts';
import { runs } from '#tests/support/runs.ts';

const signal = new AbortController().signal;
const utf8 = { encoding: 'utf-8', total: undefined };

/** An object of these bytes on a server that knows ranges, ignores them, or refuses the preflight that a browser sends for them. */
const sourceOf = (
  bytes: Uint8Array,
  ranges: 'known' | 'ignored' | 'refused',
  type = '',
): Source & { readonly asked: (string | undefined)[] } => {
  const asked: (string | undefined)[] = [];
  return {
    name: 'log.txt',
    host: 'minio.lan',
    place: undefined,
    secret: undefined,
    sign: () => '',
    asked,
    read: (_, headers) => {
      const range = headers?.['Range'];
      asked.push(range);
      if (range !== undefined && ranges === 'refused')
        return Promise.resolve({ ok: false, verdict: { name: 'cors', host: '', bucket: '' } });
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
      const whole = first === undefined || ranges === 'ignored';
      const body = whole ? bytes : bytes.subarray(Number(first), Number(last) + 1);
      return Promise.resolve({
        ok: true,
        response: new Response(new Uint8Array(body), { status: whole ? 200 : 206, headers: { 'Content-Type': type } }),
      });
    },
  };
};

const textBy = async (bytes: Uint8Array, ranges: 'known' | 'ignored' | 'refused', type = ''): Promise<string> => {
  const source = sourceOf(bytes, ranges, type);
  const first = await source.read(signal);
  if (!first.ok) throw new Error(first.verdict.name);
  let part = await firstPart(first.response, () => undefined);
  let text = part.text;
  while (part.more) {
    const answer = await laterPart(source, part.number + 1, part, part, signal, () => undefined);
    if (!answer.ok) throw new Error(answer.verdict.name);
    part = answer.part;
    text += part.text;
  }
  return text;
};

describe('a text that is read in parts', () => {
  // one byte, then characters of two, three and four bytes over each border
  test.each([
    ['ä', 'known'],
    ['€', 'known'],
    ['😀', 'known'],
    ['😀', 'ignored'],
    ['€', 'refused'],
  ] as const)('is whole, its characters of %s too, where ranges are %s', async (character, ranges) => {
    const text = `x${character.repeat(Math.ceil((2.2 * partBytes) / new TextEncoder().encode(character).length))}`;
    expect((await textBy(new TextEncoder().encode(text), ranges)) === text).toBe(true);
  });

  test.each([0, 1, partBytes - 1, partBytes, partBytes + 1, 2 * partBytes])('of %d bytes ends where it ends', async (size) => {
    expect(await textBy(new Uint8Array(size).fill(120), 'known')).toHaveLength(size);
  });

  const oneOf = (ranged: WebAnswer): Source & { readonly asked: (string | undefined)[] } => {
    const source = sourceOf(new Uint8Array(2 * partBytes).fill(120), 'known');
    const read: Source['read'] = (by, headers) => {
      if (headers === undefined) return source.read(by);
      source.asked.push('range');
      return Promise.resolve(ranged);
    };
    return { ...source, read };
  };
  const part = (source: Source) => laterPart(source, 1, beginning, utf8, signal, () => undefined);
  const other = (status: number): WebAnswer => ({ ok: false, verdict: { name: 'other', status, code: '' } });
  const ranged = (
    start: (stream: ReadableStreamDefaultController<Uint8Array>) => void,
    headers: Record<string, string> = {},
  ): WebAnswer => ({
    ok: true,
    response: new Response(new ReadableStream({ start }), { status: 206, headers }),
  });
  const cut = (stream: ReadableStreamDefaultController<Uint8Array>): void => stream.error(new TypeError('terminated'));

  test.each([
    ['there is no such range', other(416)],
    ['the server knows no ranges', other(501)],
    ['it is packed', ranged((stream) => stream.close(), { 'Content-Encoding': 'gzip' })],
    ['it is packed, which shows in reading', ranged(cut)],
  ])('is read from its start where %s', async (_, answer) => {
    const source = oneOf(answer);
    expect(await part(source)).toMatchObject({ ok: true, part: { number: 1, text: 'x'.repeat(partBytes) } });
    expect(source.asked).toEqual(['range', undefined]);
  });

  test.each([
    ['no_permission', { ok: false, verdict: { name: 'no_permission', permission: 'r' } }],
    ['timeout', { ok: false, verdict: { name: 'timeout' } }],
    ['other', other(503)],
  ] as const)('is not read all again after %s', async (name, answer) => {
    const source = oneOf(answer);
    expect(await part(source)).toMatchObject({ ok: false, verdict: { name } });
    expect(source.asked).toEqual(['range']);
  });

  test('is not read all again after an answer that broke off', async () => {
    let pulls = 0;
    const response = new Response(
      new ReadableStream({ pull: (stream) => (pulls++ === 0 ? stream.enqueue(new Uint8Array(9)) : cut(stream)) }),
      { status: 206 },
    );
    const source = oneOf({ ok: true, response });
    await expect(part(source)).rejects.toThrow('terminated');
    expect(source.asked).toEqual(['range']);
  });

  test('asks for no more than a part and the rest of a character', async () => {
    const source = sourceOf(new Uint8Array(3 * partBytes).fill(120), 'known');
    await laterPart(source, 1, beginning, utf8, signal, () => undefined);
    expect(source.asked).toEqual([`bytes=${partBytes}-${2 * partBytes + 2}`]);
  });

  test('is no longer asked for once a part is there', async () => {
    let pulled = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (stream) => {
          pulled += 1;
          stream.enqueue(new Uint8Array(65_536).fill(120));
        },
        cancel: () => void (cancelled = true),
      },
      { highWaterMark: 0 },
    );
    expect((await firstPart(new Response(body), () => undefined)).more).toBe(true);
    expect([cancelled, pulled]).toEqual([true, partBytes / 65_536 + 1]);
  });
});

test('a byte that is not UTF-8 is lost to neither part, wherever it stands', () => {
  const some = fc.uint8Array({ minLength: 8, maxLength: 16 });
  fc.assert(
    fc.property(some, (around) => {
      // what stands over the border is read once, by one of the two
      const bytes = new Uint8Array(2 * partBytes).fill(120);
      bytes.set(around, partBytes - 8);
      const first = partOf(bytes.subarray(0, partBytes + 3), 0, beginning, utf8);
      const { text, over } = first;
      const second = partOf(bytes.subarray(partBytes), 1, first, utf8).text;
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      return text === decoder.decode(bytes.subarray(0, partBytes + over)) && second === decoder.decode(bytes.subarray(partBytes + over));
    }),
    { numRuns: Math.min(runs(50), 100) },
  );
});

describe('a text in another encoding than UTF-8', () => {
  const utf16 = (text: string, isBig: boolean): Uint8Array => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    return isBig ? new Uint8Array(Buffer.from(bytes).swap16()) : bytes;
  };
  test.each([false, true])('is read by its mark, in parts too (big end first: %s)', async (isBig) => {
    const text = `x${'ä'.repeat(9)}${'😀'.repeat(0.3 * partBytes)}`;
    expect((await textBy(utf16(text, isBig), 'known', 'text/plain; charset=utf-8')) === text).toBe(true);
  });

  test.each([
    ['text/plain; charset=ISO-8859-1', 'Größe'],
    ['text/csv;charset="windows-1252"; header=present', 'Größe'],
    ['text/plain; charset=windows-1251', 'GrцЯe'],
  ])('is read by its Content-Type %s', async (type, expected) => {
    expect(await textBy(new Uint8Array([0x47, 0x72, 0xf6, 0xdf, 0x65]), 'known', type)).toBe(expected);
  });

  test('keeps its characters of one byte where two parts meet', async () => {
    const bytes = new Uint8Array(2 * partBytes + 9).fill(0xb5);
    expect((await textBy(bytes, 'known', 'text/plain; charset=latin1')) === 'µ'.repeat(2 * partBytes + 9)).toBe(true);
  });

  // characters of two bytes, or four, of which the second part and the third begin with a rest
  test.each([
    ['gbk', [0xc4, 0xe3], '你'],
    ['shift_jis', [0x93, 0xfa], '日'],
    ['euc-jp', [0xc6, 0xfc], '日'],
    ['euc-kr', [0xb0, 0xa1], '가'],
    ['big5', [0xa4, 0xe9], '日'],
    ['gb18030', [0x81, 0x39, 0xef, 0x32], '㐃'],
  ] as const)('is sound where parts of %s meet within a character', async (charset, character, read) => {
    const times = Math.ceil((2.2 * partBytes) / character.length);
    const bytes = new Uint8Array(1 + times * character.length);
    bytes[0] = 0x78;
    for (let at = 1; at < bytes.length; at += character.length) bytes.set(character, at);
    expect((await textBy(bytes, 'known', `text/plain; charset=${charset}`)) === `x${read.repeat(times)}`).toBe(true);
  });

  test.each([0, 1, 2, 3, 4, 5, 11])(
    'keeps the set of characters that ISO-2022-JP changed to in an earlier part, %d bytes before their border',
    async (before) => {
      const japanese = [0x1b, 0x24, 0x42, ...Array.from({ length: 4 }, () => [0x46, 0x7c]).flat(), 0x1b, 0x28, 0x42];
      const bytes = new Uint8Array(3 * partBytes).fill(0x78);
      // into the second part, and over all of it
      bytes.set(japanese, partBytes - before);
      bytes.set(japanese.slice(0, 3), partBytes + 100);
      bytes.fill(0x46, partBytes + 103, 2 * partBytes + 103);
      bytes.set(japanese.slice(-3), 2 * partBytes + 103);
      const read = await textBy(bytes, 'known', 'text/plain; charset=iso-2022-jp');
      expect(read === new TextDecoder('iso-2022-jp').decode(bytes)).toBe(true);
      expect(read).toContain('x日日日日x');
    },
  );

  test.each([
    ['no charset', 'text/plain', [0x47, 0xf6, 0x65], { encoding: 'utf-8', sound: false }],
    ['a charset that nobody knows', 'text/plain; charset=mine', [0xc3, 0xa4], { encoding: 'utf-8', sound: true }],
    ['half a unit at its end', '', [0xff, 0xfe, 0x61, 0x00, 0x62], { encoding: 'utf-16le', sound: false }],
    ['the mark of UTF-8', 'text/plain; charset=latin1', [0xef, 0xbb, 0xbf, 0xc3, 0xa4], { encoding: 'utf-8', sound: true, text: 'ä' }],
    ['the character for what is none', '', [0xef, 0xbf, 0xbd], { encoding: 'utf-8', sound: true }],
  ])('says whether all of it is text: %s', async (_, type, bytes, expected) => {
    const response = new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } });
    expect(await firstPart(response, () => undefined)).toMatchObject(expected);
  });
});
