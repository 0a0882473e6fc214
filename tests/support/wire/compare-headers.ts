import type { Difference } from './compare-values.ts';
import type { Header } from './recording.ts';

/** Headers that were recorded, if they were sent: another one of these is a difference as well. `Vary` may name more than was recorded. */
const watched = [
  'content-type',
  'content-encoding',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
];

const valuesOf = (headers: readonly Header[], wanted: string): string | undefined => {
  const values = headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
};

/** Attributes of a cookie by their names; the value itself is `value`, and every date that is not the beginning of time is one. */
const cookieOf = (header: string): Map<string, string> => {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const cookie = new Map([['value', pair.slice(pair.indexOf('=') + 1) === '' ? '' : '<JWT>']]);
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.split('=');
    const isDate = name === 'Expires' && !value.endsWith('1970 00:00:00 GMT') && !Number.isNaN(Date.parse(value));
    cookie.set(name, isDate ? 'a date' : value);
  }
  return cookie;
};

const cookiesOf = (headers: readonly Header[]): Map<string, Map<string, string>> =>
  new Map(
    headers
      .filter(([name]) => name.toLowerCase() === 'set-cookie')
      .map(([, value]) => [value.slice(0, value.indexOf('=')), cookieOf(value)]),
  );

const compareCookies = (recorded: readonly Header[], answered: readonly Header[]): Difference[] => {
  const [wanted, got] = [cookiesOf(recorded), cookiesOf(answered)];
  return [...new Set([...wanted.keys(), ...got.keys()])].flatMap((name) => {
    const [before, now] = [wanted.get(name), got.get(name)];
    if (before === undefined || now === undefined) return [{ at: `cookie.${name}`, recorded: before && 'set', answered: now && 'set' }];
    return [...new Set([...before.keys(), ...now.keys()])]
      .map((part) => ({ at: `cookie.${name}.${part}`, recorded: before.get(part), answered: now.get(part) }))
      .filter(({ recorded, answered }) => recorded !== answered);
  });
};

/** Compares the headers that matter to a program or a browser. */
export const compareHeaders = (recorded: readonly Header[], answered: readonly Header[]): Difference[] => {
  const vary = (valuesOf(recorded, 'vary') ?? '').split(', ').filter((name) => name !== '');
  const varies = (valuesOf(answered, 'vary') ?? '').toLowerCase();
  return [
    ...watched
      .map((name) => ({ at: `header.${name}`, recorded: valuesOf(recorded, name), answered: valuesOf(answered, name) }))
      .filter(({ recorded, answered }) => recorded !== answered),
    ...vary.filter((name) => !varies.includes(name.toLowerCase())).map((name) => ({ at: 'header.vary', recorded: name, answered: varies })),
    ...compareCookies(recorded, answered),
  ];
};
