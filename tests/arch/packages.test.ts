import { expect, test } from 'vitest';
import { readText } from '#tests/support/sources.ts';

interface Locked {
  readonly dev?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

const { packages } = JSON.parse(readText('package-lock.json')) as { packages: Record<string, Locked> }; // as npm writes it
const locked = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path;

test('package-lock.json names no address: neither of a registry nor of a repository', () => {
  expect(readText('package-lock.json').match(/"(?:resolved|version)": "[^"]*:[^"]*"/g) ?? []).toEqual([]);
});

/** Licences that ask no more of whoever runs or passes on the server than to keep their text. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT'];

/** Those that ask for more, by the package, with why that is fine. */
const asking: Readonly<Record<string, RegExp>> = {
  // changed files of its own have to be published: it is not changed, and makes style sheets without being part of them
  'MPL-2.0': /^lightningcss(?:-|$)/,
};

test('what the page and the server are made of and with is under licences that allow it (npm run licences)', () => {
  const shipped = locked.filter(([, { dev }]) => dev !== true);
  expect(shipped.length).toBeGreaterThan(100);
  const others = shipped.filter(
    ([path, { license = 'none' }]) => !permissive.includes(license) && asking[license]?.test(nameOf(path)) !== true,
  );
  expect(others.map(([path, { license }]) => `${nameOf(path)}: ${license}`)).toEqual([]);
});

/** Packages that run a program when they are installed, with why nothing is missing where that is forbidden (`npm install --ignore-scripts`). */
const programs: Readonly<Record<string, string>> = {
  msw: 'of tests only; copies a service worker for pages, which these tests do not have',
};

test('no package runs a program when it is installed, but those that are named', () => {
  const running = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  expect(running.map(([path]) => nameOf(path))).toEqual(Object.keys(programs));
  expect(running.filter(([, { dev }]) => dev !== true)).toEqual([]);
});
