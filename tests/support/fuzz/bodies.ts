import fc from 'fast-check';
import type * as z from 'zod/mini';
import { limits, type Operation } from '#contract/index.ts';

/** What the server is asked to look at: a bucket, with and without a signature, places that it may not go to, and what is no address of the web. */
export const probedUrls = [
  'https://bucket.example.com/a',
  'https://bucket.example.com/a?X-Amz-Signature=0',
  'http://127.0.0.1:9/',
  'http://[::1]/',
  'http://0x7f.1/',
  'ftp://x/',
  'http:',
];

/** Sound texts for a field of this name. */
export type Texts = (field: string) => readonly string[];

const repeated = (part: string, times: number): string => part.repeat(times);

/** Texts that not every database keeps. */
const unstorable = ['@NUL', '@half a character'] as const;

/** What no value is written as, or is too long to be read in a report, as the text of a body; a name stands for it until it is sent. */
const raw: Readonly<Record<string, string>> = {
  '@huge text': `"${repeated('x', 70_000)}"`,
  '@text beyond the limit': `"${repeated('x', limits.body)}"`,
  '@huge list': `[${repeated('0,', 20_000)}0]`,
  '@many texts': `[${repeated('"x",', 5_000)}"x"]`,
  '@many keys': `{${Array.from({ length: 5_000 }, (_, at) => `"k${at}":1`).join()}}`,
  '@just deep enough': `${repeated('[', limits.depth - 2)}${repeated(']', limits.depth - 2)}`,
  '@too deep': `${repeated('{"a":', 200)}1${repeated('}', 200)}`,
  '@very deep': `${repeated('[', 50_000)}${repeated(']', 50_000)}`,
  '@beyond all numbers': '1e999',
  '@below all numbers': '-1e999',
  '@smallest': '5e-324',
  '@minus nothing': '-0',
  '@beyond whole numbers': '9007199254740993',
  '@beyond 64 bits': '9223372036854775808',
  '@many digits': repeated('9', 400),
  '@not a number': 'NaN',
  '@infinity': '-Infinity',
  '@hexadecimal': '0x10',
  '@undefined': 'undefined',
  '@NUL': String.raw`"a\u0000b"`,
  '@bare NUL': '"a\0b"',
  '@bare line feed': '"a\nb"',
  '@half a character': String.raw`"a\ud800b"`,
  '@other half': String.raw`"\udc00"`,
  '@halves the wrong way round': String.raw`"\udc00\ud800"`,
  '@half an escape': String.raw`"\u12"`,
  '@no character': String.raw`"\uffff\ufffe"`,
  '@prototype': '{"__proto__":{"polluted":true}}',
  '@prototype by escapes': String.raw`[{"\u005f_proto__":null}]`,
  '@constructor': '{"constructor":{"prototype":{"polluted":true}},"toString":1,"hasOwnProperty":null}',
  '@key twice': '{"a":1,"a":{"b":2}}',
  '@empty key': '{"":{"":[]}}',
};

const plain = [null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53 - 1, -(2 ** 53), '', ' ', 'null', '-1', '1e3', [], {}, [null], [[]], [{}]];
const operators = [{ $gt: '' }, { $ne: null }, { $where: 'sleep(1)' }, [{ $regex: '.*' }]];

/** Texts that can be stored, and do harm where they are not taken for texts. */
const hostile = [
  "' or '1'='1",
  "x'; drop table users; --",
  '_%\\',
  '../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  '\u202egnp.exe',
  '\u009b2J',
  '\u200b',
  'İ'.repeat(70),
  '😀'.repeat(64),
];

/** Texts that do harm where nobody thought of them. */
export const harmful: readonly string[] = [...unstorable, ...hostile];

/** Values that some field refuses, or should; undefined: left out. */
const wrong: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.constantFrom(...Object.keys(raw)), weight: 4 },
  { arbitrary: fc.constantFrom<unknown>(...plain, ...operators, ...hostile, undefined), weight: 6 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 30 }), weight: 1 },
  { arbitrary: fc.double(), weight: 1 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 1 },
);

const numbers = fc.constantFrom(0, 1, 2, 50, 500, 3600, 604_800, -1, 1e9, 2 ** 53 - 1);

/** What a schema takes, as far as its kinds say; texts are taken from those for the field's name. */
const soundOf = (schema: z.core.$ZodType, field: string, texts: Texts): fc.Arbitrary<unknown> => {
  const { def } = (schema as z.core.$ZodTypes)._zod; // the union of all that zod makes
  const inner = (part: z.core.$ZodType, name = field): fc.Arbitrary<unknown> => soundOf(part, name, texts);
  switch (def.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape).map(([name, part]) => [name, inner(part, name)])));
    case 'optional':
      return fc.option(inner(def.innerType), { nil: undefined, freq: 2 });
    case 'nullable':
      return fc.option(inner(def.innerType), { nil: null });
    case 'array':
      return fc.array(inner(def.element), { minLength: 1, maxLength: 4 });
    case 'union':
      return fc.oneof(...def.options.map((part) => inner(part)));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'string':
      return fc.constantFrom(...texts(field));
    case 'number':
      return numbers;
    case 'boolean':
      return fc.boolean();
    case 'record':
      return fc.dictionary(fc.constantFrom('rowsPerPage', 'a', 'b.c', '$set', ''), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
    case 'unknown':
      return fc.jsonValue({ maxDepth: 2 });
    default:
      throw new Error(`What does a field of the kind ${def.type} take? Say so here.`);
  }
};

/** The value with the part at this place, counted from the innermost first one on, taken by another. */
const withOther = (value: unknown, at: number, other: unknown): unknown => {
  const text = JSON.stringify(value);
  let places = 0;
  JSON.parse(text, () => void (places += 1));
  let left = at % places;
  return JSON.parse(text, (_key, part: unknown) => (left-- === 0 ? other : part));
};

/** The names of a request's own fields; those of each of its forms where there are several. */
export const fieldsOf = (request: z.core.$ZodType): string[] => {
  const { def } = (request as z.core.$ZodTypes)._zod; // the union of all that zod makes
  if (def.type === 'union') return def.options.flatMap(fieldsOf);
  return def.type === 'object' ? Object.keys(def.shape) : [];
};

/** This sound body of an operation with each of these things once in each field, alone and in a list. */
export const bodiesWith = ({ request }: Operation, sound: unknown, things: readonly string[]): unknown[] =>
  fieldsOf(request).flatMap(
    (field) => things.flatMap((thing) => [thing, [thing]]).map((value) => ({ ...(sound as object), [field]: value })), // a request is an object
  );

/** Bodies for an operation that its schema takes. */
export const soundBodies = ({ request }: Operation, texts: Texts): fc.Arbitrary<unknown> => soundOf(request, '', texts);

/** Bodies for an operation, as values: sound, with one thing wrong, or of its fields with anything in them. */
export const bodies = (operation: Operation, texts: Texts): fc.Arbitrary<unknown> => {
  const sound = soundBodies(operation, texts);
  const known = fc.constantFrom(...fieldsOf(operation.request), 'is_admin', 'constructor', '__proto__', '$where', 'x');
  return fc.oneof(
    { arbitrary: sound, weight: 2 },
    { arbitrary: fc.tuple(sound, fc.nat(50), wrong).map(([value, at, other]) => withOther(value, at, other)), weight: 5 },
    {
      arbitrary: fc.dictionary(
        known,
        fc.oneof(
          wrong,
          known.chain((name) => fc.constantFrom(...texts(name))),
        ),
        { maxKeys: 4 },
      ),
      weight: 2,
    },
    { arbitrary: wrong, weight: 1 },
  );
};

/** Ways to spoil the bytes of a body, by the place where. */
const spoils = {
  cut: (body: Buffer, at: number) => body.subarray(0, at),
  'no UTF-8': (body: Buffer, at: number) => Buffer.concat([body.subarray(0, at), Buffer.from([0xff]), body.subarray(at)]),
  'an overlong NUL': (body: Buffer, at: number) => Buffer.concat([body.subarray(0, at), Buffer.from([0xc0, 0x80]), body.subarray(at)]),
  'a NUL': (body: Buffer, at: number) => Buffer.concat([body.subarray(0, at), Buffer.alloc(1), body.subarray(at)]),
  'every key twice': (body: Buffer) => Buffer.from(body.toString('latin1').replace(/^\{(.+)\}$/s, '{$1,$1}'), 'latin1'),
  twice: (body: Buffer) => Buffer.concat([body, body]),
  'in a list': (body: Buffer) => Buffer.concat([Buffer.from('['), body, Buffer.from(']')]),
  'as a text': (body: Buffer) => Buffer.from(JSON.stringify(body.toString('latin1'))),
} as const;

/** How a body is spoilt, and where in it, in thousandths; null: not at all. */
export type Spoilt = readonly [keyof typeof spoils, number] | null;

export const spoilt: fc.Arbitrary<Spoilt> = fc.oneof(
  { arbitrary: fc.constant(null), weight: 9 },
  { arbitrary: fc.tuple(fc.constantFrom(...(Object.keys(spoils) as (keyof typeof spoils)[])), fc.nat(1000)), weight: 1 }, // keys of the object above
);

/** The bytes of a body, with all that stands for something else put in. */
export const bytesOf = (value: unknown, how: Spoilt): Uint8Array<ArrayBuffer> => {
  const text = (JSON.stringify(value) ?? '').replace(/"(@[^"]+)"(?!:)/g, (whole, name: string) => raw[name] ?? whole);
  const body = Buffer.from(text);
  return new Uint8Array(how === null ? body : spoils[how[0]](body, Math.floor((how[1] / 1000) * body.length)));
};
