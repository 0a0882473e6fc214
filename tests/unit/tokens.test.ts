import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
const declared = new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/gu)].map(([, name = '', value = '']) => [name, value.trim()]));

type Theme = 'light' | 'dark';

/** Red, green and blue, 0 to 255 each. */
type Colour = readonly number[];

/** What a token comes to, with how much it covers. */
const declaredColour = (token: string, theme: Theme): { colour: Colour; cover: number } => {
  const value = declared.get(token) ?? '';
  const [, light = '', dark = ''] = /^light-dark\(([^,]+), (.+)\)$/u.exec(value) ?? [undefined, value, value];
  const chosen = theme === 'light' ? light : dark;
  const inner = /^var\((--[\w-]+)\)$/u.exec(chosen)?.[1];
  if (inner !== undefined) return declaredColour(inner, theme);
  const [, red, green, blue, percent] = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/u.exec(chosen) ?? [];
  if (percent !== undefined) return { colour: [red, green, blue].map(Number), cover: Number(percent) / 100 };
  return { colour: [1, 3, 5].map((at) => Number.parseInt(chosen.slice(at, at + 2), 16)), cover: 1 };
};

/** Of a ground, or of grounds over each other: `--color-surface + --color-hover`. */
const colourOf = (tokens: string, theme: Theme): Colour =>
  tokens.split(' + ').reduce<Colour>((below, token) => {
    const { colour, cover } = declaredColour(token, theme);
    return colour.map((part, at) => part * cover + (below[at] ?? 0) * (1 - cover));
  }, []);

/** WCAG 2.2, relative luminance */
const luminance = (colour: Colour): number => {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string, theme: Theme): number => {
  const [low = 0, high = 0] = [luminance(colourOf(one, theme)), luminance(colourOf(other, theme))].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const grounds = ['--color-surface', '--color-surface-raised', '--color-surface-sunken'];
const texts = ['--color-text', '--color-text-muted', '--color-accent-text', '--color-danger', '--color-success', '--color-warning'];
const onSoft = ['accent', 'danger', 'success', 'warning'].flatMap((tone): [string, string][] => [
  [tone === 'accent' ? '--color-accent-text' : `--color-${tone}`, `--color-${tone}-soft`],
  ['--color-text', `--color-${tone}-soft`],
]);

const readable: readonly [string, string][] = [
  ...texts.flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ...onSoft,
  ['--color-text', '--color-control'],
  ['--color-text-muted', '--color-control'],
  ['--color-on-accent', '--color-accent'],
  ['--color-on-accent', '--color-danger-fill'],
  // under the pointer: buttons but the filled ones, which get darker; entries of menus and of lists, what folds out
  ...['--color-text', '--color-text-muted', '--color-accent-text'].flatMap((text) =>
    [...grounds, '--color-control'].map((ground): [string, string] => [text, `${ground} + --color-hover`]),
  ),
];

const visible = ['--color-border-strong', '--color-focus', '--color-accent'].flatMap((line) =>
  grounds.map((ground): [string, string] => [line, ground]),
);

/** Lines that only part what is beside each other anyhow, and what darkens the page behind a dialog. */
const decorative = ['--color-border', '--color-control-border', '--color-scrim', '--color-scrim-edge'];

describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  it.each(readable)('%s can be read on %s', (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(visible)('%s can be seen on %s', (line, ground) => {
    expect(contrast(line, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});

it('each colour is in one of the pairs', () => {
  const paired = new Set([...readable, ...visible].flat().flatMap((tokens) => tokens.split(' + ')));
  const colours = [...declared.keys()].filter((token) => token.startsWith('--color-'));
  expect(new Set(colours.filter((token) => !paired.has(token)))).toEqual(new Set(decorative));
});
