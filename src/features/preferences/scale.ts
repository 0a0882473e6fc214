import { useSyncExternalStore } from 'react';
import { fixedScale, scaleFor, type Display } from '#lib/hidpi.ts';

/** What is chosen for this browser: off, automatic, or a fixed scale in percent. */
export type ScaleSetting = 'off' | 'auto' | number;

const listeners = new Set<() => void>();

const stored = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is off
  }
};

const display = (): Display => ({
  finePointer: matchMedia('(pointer: fine)').matches,
  // in Firefox the browser's zoom is in it, and in every other length too: nothing tells it from a dense screen, and a zoom is not to be undone
  pixelRatio: 'mozInnerScreenX' in window ? 1 : devicePixelRatio,
  windowWidth: innerWidth,
  outerWidth,
  screenWidth: screen.width,
  screenHeight: screen.height,
});

const choice = () => ({ disableHidpi: stored('disableHidpi'), hidpiScale: stored('hidpiScale') });

/** The scale that holds, or that will hold again when the override is switched on. */
export const chosenScale = (): 'auto' | number => fixedScale(stored('hidpiScale')) ?? 'auto';

const setting = (): ScaleSetting => (stored('disableHidpi') === 'true' ? 'off' : chosenScale());

/** The scale of the page here and now, percent. */
const scale = (): number => scaleFor(choice(), display());

const apply = (): void => {
  const percent = scale();
  document.documentElement.style.fontSize = percent === 100 ? '' : `${percent}%`;
  for (const listener of listeners) listener();
};

/** Chooses the scale for this browser and applies it at once. Throws where the browser lets nothing be stored. */
export const chooseScale = (wanted: ScaleSetting): void => {
  localStorage.setItem('disableHidpi', String(wanted === 'off'));
  if (wanted !== 'off') localStorage.setItem('hidpiScale', String(wanted));
  apply();
};

/** Keeps the scale right when the window changes its size or screen, or another tab chooses. Answers a function that ends it. */
export const followScale = (): (() => void) => {
  const ending = new AbortController();
  const { signal } = ending;
  for (const event of ['resize', 'storage', 'focus']) window.addEventListener(event, apply, { signal });
  followPixelRatio(signal);
  apply();
  return () => ending.abort();
};

/** A media query knows only the ratio that it was made for: each change needs the next one. */
const followPixelRatio = (signal: AbortSignal): void => {
  const next = (): void => {
    if (signal.aborted) return;
    apply();
    followPixelRatio(signal);
  };
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', next, { once: true, signal });
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useScaleSetting = (): ScaleSetting => useSyncExternalStore(subscribe, setting);
export const useScale = (): number => useSyncExternalStore(subscribe, scale);
