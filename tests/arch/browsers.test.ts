import { expect, test } from 'vitest';
import { filesBelow, readText } from '#tests/support/sources.ts';

/** The oldest browsers that the page is for (README, Browsers). */
const oldest = { chrome: 123, firefox: 124, safari: 17.5 };

interface Feature {
  readonly name: string;
  readonly used: RegExp;
  /** from when on each browser has it (MDN's browser-compat-data); null: it has not */
  readonly since: { readonly [browser in keyof typeof oldest]: number | null };
  /** what the page does where it is missing */
  readonly without?: string;
}

const feature = (name: string, used: RegExp, [chrome, firefox, safari]: readonly (number | null)[], without?: string): Feature => ({
  name,
  used,
  since: { chrome: chrome ?? null, firefox: firefox ?? null, safari: safari ?? null },
  ...(without === undefined ? {} : { without }),
});

/** What the page uses of the last years. */
const features: readonly Feature[] = [
  feature('light-dark()', /light-dark\(/, [123, 120, 17.5]),
  feature(':has()', /:has\(/, [105, 121, 15.4]),
  feature('text-wrap: balance', /text-wrap: balance/, [114, 121, 17.5]),
  feature('container queries', /@container/, [105, 110, 16]),
  feature('media query ranges', /@media \(width [<>]/, [104, 102, 16.4]),
  feature('color-mix()', /color-mix\(/, [111, 113, 16.2]),
  feature('oklch()', /oklch\(/, [111, 113, 15.4]),
  feature('dvh', /\ddvh/, [108, 101, 15.4]),
  feature('overscroll-behavior', /overscroll-behavior/, [63, 59, 16]),
  feature('AbortSignal.any', /AbortSignal\.any/, [116, 124, 17.4]),
  feature('AbortSignal.timeout', /AbortSignal\.timeout/, [103, 100, 16]),
  feature('URL.canParse', /URL\.canParse/, [120, 115, 17]),
  feature('toSorted, toReversed', /\.to(?:Sorted|Reversed)\(/, [110, 115, 16]),
  feature('findLast', /\.findLast\(/, [97, 104, 15.4]),
  feature('Intl.supportedValuesOf', /supportedValuesOf/, [99, 93, 15.4]),
  feature('navigator.locks', /navigator\.locks/, [69, 96, 15.4]),
  feature('popover', /popover = 'manual'/, [114, 125, 17], 'a tip lies below what clips it'),
  feature('content-visibility', /content-visibility/, [85, 125, 18], 'what is out of sight is drawn too'),
  feature('scrollbar-gutter', /scrollbar-gutter/, [94, 97, 18.2], 'nothing: Base UI sets it where it keeps the place of a scrollbar'),
  feature('forced-color-adjust', /forced-color-adjust/, [89, 113, null], 'nothing: Safari has no forced colours'),
  feature('navigator.connection', /\bconnection\?\./, [61, null, null], 'lines count as free'),
];

const sources = ['src/app', 'src/features', 'src/ui', 'src/api', 'src/lib', 'public']
  .flatMap((folder) => filesBelow(folder, '.ts', '.tsx', '.css', '.js'))
  .map((path) => readText(path))
  .join('\n');

test('what the page uses is in the oldest browsers that it is for, or does without it', () => {
  const tooNew = features.filter(({ since, without }) => {
    const browsers = Object.entries(oldest) as [keyof typeof oldest, number][]; // the keys of the object
    return without === undefined && browsers.some(([browser, version]) => (since[browser] ?? Number.POSITIVE_INFINITY) > version);
  });
  expect(tooNew.map(({ name }) => name)).toEqual([]);
  expect(features.filter(({ used }) => !used.test(sources)).map(({ name }) => name)).toEqual([]);
});

/** What is newer than those browsers, and easily taken for granted. */
const newer =
  /Promise\.try|RegExp\.escape|Iterator\.(?:from|prototype)|Array\.fromAsync|fromBase64|toBase64\(|URL\.parse\(|Intl\.DurationFormat|requestIdleCallback|scheduler\.(?:yield|postTask)|@starting-style|anchor-name|position-anchor|field-sizing|interpolate-size|@scope\b|text-box-trim|view-transition|animation-timeline/u;

test('nothing newer is used', () => {
  expect(newer.exec(sources)?.[0]).toBeUndefined();
});

test('README names those browsers', () => {
  const { chrome, firefox, safari } = oldest;
  expect(readText('README.md')).toContain(`Chrome and Edge ${chrome}, Firefox ${firefox}, Safari ${safari}`);
});
