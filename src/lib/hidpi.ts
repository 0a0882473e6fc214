/** What the automatic scale depends on. All lengths in CSS pixels. */
export interface Display {
  readonly finePointer: boolean;
  /** device pixels per CSS pixel */
  readonly pixelRatio: number;
  /** inner and outer width of the window: they differ by its frame, and by the browser's zoom */
  readonly windowWidth: number;
  readonly outerWidth: number;
  readonly screenWidth: number;
  readonly screenHeight: number;
}

/** What this browser keeps (localStorage): `disableHidpi` as ClearML's web writes it, `hidpiScale` ours. */
export interface ScaleChoice {
  readonly disableHidpi: string | null;
  readonly hidpiScale: string | null;
}

/** The scales that can be chosen, percent. */
export const fixedScales: readonly number[] = Array.from({ length: 15 }, (_, step) => 80 + 5 * step);

/** The narrowest window that is scaled automatically, CSS pixels. */
const narrowest = 1024;
/** The shorter side of the screen that the page is laid out for, CSS pixels. */
const comfortable = 1080;
/** Outer and inner width may differ by so much without a zoom: a window's frame. */
const frame = 0.05;

/** The scale of the page, percent of the browser's text size. `public/first-paint.js` says the same before the first paint; a test runs both. */
export const scaleFor = ({ disableHidpi, hidpiScale }: ScaleChoice, display: Display): number => {
  if (disableHidpi === 'true') return 100;
  const fixed = fixedScale(hidpiScale);
  return fixed ?? automaticScale(display);
};

/** The chosen scale where it is one of those offered; else undefined, which is automatic. */
export const fixedScale = (hidpiScale: string | null): number | undefined => fixedScales.find((scale) => String(scale) === hidpiScale);

const automaticScale = ({ finePointer, pixelRatio, windowWidth, outerWidth, screenWidth, screenHeight }: Display): number => {
  const zoomed = outerWidth > 0 && Math.abs(outerWidth / windowWidth - 1) > frame;
  if (!finePointer || pixelRatio <= 1 || windowWidth < narrowest || zoomed) return 100;
  const share = Math.min(screenWidth, screenHeight) / comfortable;
  return Math.min(100, Math.max(80, Math.round(share * 20) * 5));
};
