import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
const declared = new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/gu)].map(([, name = '', value = '']) => [name, value.trim()]));

type Theme = 'light' | 'dark';

/** The `#rrggbb` that a token comes to. */
const colour = (token: string, theme: Theme): string => {
  const value = declared.get(token) ?? '';
  const [, light = '', dark = ''] = /^light-dark\(([^,]+), (.+)\)$/u.exec(value) ?? [undefined, value, value];
  const chosen = theme === 'light' ? light : dark;
  const inner = /^var\((--[\w-]+)\)$/u.exec(chosen)?.[1];
  return inner === undefined ? chosen : colour(inner, theme);
};

/** WCAG 2.2, relative luminance */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string, theme: Theme): number => {
  const [low = 0, high = 0] = [luminance(colour(one, theme)), luminance(colour(other, theme))].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const grounds = ['--color-surface', '--color-surface-raised', '--color-surface-sunken'];
const texts = ['--color-text', '--color-text-muted', '--color-accent-text', '--color-danger', '--color-success', '--color-warning'];
const onSoft = ['accent', 'danger', 'success', 'warning'].flatMap((tone): [string, string][] => [
  [tone === 'accent' ? '--color-accent-text' : `--color-${tone}`, `--color-${tone}-soft`],
  ['--color-text', `--color-${tone}-soft`],
]);

describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  it.each([
    ...texts.flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
    ...onSoft,
    ['--color-text', '--color-control'],
    ['--color-on-accent', '--color-accent'],
    ['--color-on-accent', '--color-danger-fill'],
  ])('%s can be read on %s', (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(
    ['--color-border-strong', '--color-focus', '--color-accent'].flatMap((line) =>
      grounds.map((ground): [string, string] => [line, ground]),
    ),
  )('%s can be seen on %s', (line, ground) => {
    expect(contrast(line, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});
