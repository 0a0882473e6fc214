import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { scaleFor, type Display, type ScaleChoice } from '#lib/hidpi.ts';

const laptop: Display = {
  finePointer: true,
  pixelRatio: 2,
  windowWidth: 1440,
  outerWidth: 1440,
  screenWidth: 1440,
  screenHeight: 900,
};
const untouched: ScaleChoice = { disableHidpi: null, hidpiScale: null };

const cases: readonly [string, Partial<Display>, Partial<ScaleChoice>, number][] = [
  ['a 1440 × 900 screen at two device pixels', {}, {}, 85],
  ['a screen of 972 lines', { screenWidth: 1728, screenHeight: 972 }, {}, 90],
  ['a large screen', { screenWidth: 2560, screenHeight: 1440 }, {}, 100],
  ['a very small screen', { screenWidth: 1100, screenHeight: 600 }, {}, 80],
  ['a screen on its side', { screenWidth: 900, screenHeight: 1440, windowWidth: 1024, outerWidth: 1024 }, {}, 85],
  ['one device pixel per CSS pixel', { pixelRatio: 1 }, {}, 100],
  ['a finger', { finePointer: false }, {}, 100],
  ['a narrow window', { windowWidth: 1023, outerWidth: 1023 }, {}, 100],
  ['a window of just 1024', { windowWidth: 1024, outerWidth: 1024 }, {}, 85],
  ['a window with a frame', { windowWidth: 1424 }, {}, 85],
  ['the browser zoomed in', { windowWidth: 1309 }, {}, 100],
  ['the browser zoomed out', { windowWidth: 1600 }, {}, 100],
  ['a window that does not know its outer width', { outerWidth: 0 }, {}, 85],
  ['switched off', {}, { disableHidpi: 'true' }, 100],
  ['switched off over a fixed scale', {}, { disableHidpi: 'true', hidpiScale: '130' }, 100],
  ['switched on again by ClearML', {}, { disableHidpi: 'false' }, 85],
  ['a fixed scale', {}, { hidpiScale: '130' }, 130],
  ['a fixed scale on a screen that needs none', { pixelRatio: 1 }, { hidpiScale: '80' }, 80],
  ['automatic', {}, { hidpiScale: 'auto' }, 85],
  ['a scale out of range', {}, { hidpiScale: '400' }, 85],
  ['a scale between the steps', {}, { hidpiScale: '83' }, 85],
  ['a scale that is no number', {}, { hidpiScale: '1e2' }, 85],
  ['an empty scale', {}, { hidpiScale: '' }, 85],
];

const firstPaint = readFileSync(new URL('../../public/first-paint.js', import.meta.url), 'utf8');

/** What the script that runs before the first paint puts on the document. */
const paint = (display: Display, stored: Record<string, string | null>, theme = 'system', more = {}) => {
  const root = { dataset: { theme }, style: { fontSize: '' } };
  runInNewContext(firstPaint, {
    document: { documentElement: root },
    localStorage: { getItem: (key: string) => stored[key] ?? null },
    requestAnimationFrame: () => undefined,
    addEventListener: () => undefined,
    matchMedia: () => ({ matches: display.finePointer }),
    devicePixelRatio: display.pixelRatio,
    innerWidth: display.windowWidth,
    outerWidth: display.outerWidth,
    screen: { width: display.screenWidth, height: display.screenHeight },
    ...more,
  });
  return { scale: root.style.fontSize === '' ? 100 : Number.parseFloat(root.style.fontSize), theme: root.dataset.theme };
};

describe('HiDPI scale', () => {
  it.each(cases)('%s', (_, display, choice, scale) => {
    expect(scaleFor({ ...untouched, ...choice }, { ...laptop, ...display })).toBe(scale);
  });

  it.each(cases)('before the first paint: %s', (_, display, choice, scale) => {
    expect(paint({ ...laptop, ...display }, { ...choice }).scale).toBe(scale);
  });

  it('before the first paint: in Firefox, where a dense screen may be a zoom, only one that is chosen', () => {
    const firefox = { mozInnerScreenX: 0 };
    expect(paint(laptop, {}, 'system', firefox).scale).toBe(100);
    expect(paint(laptop, { hidpiScale: '130' }, 'system', firefox).scale).toBe(130);
  });
});

describe('theme before the first paint', () => {
  it('is the last one of this browser where the server names none', () => {
    expect(paint(laptop, { theme: 'dark' }).theme).toBe('dark');
    expect(paint(laptop, { theme: 'purple' }).theme).toBe('system');
  });

  it('is the one that the server names', () => {
    expect(paint(laptop, { theme: 'dark' }, 'light').theme).toBe('light');
  });
});
