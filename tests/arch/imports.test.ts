import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, readSources, root } from '#tests/support/sources.ts';

/** The layers of `src`; each may see itself, the layers named, and these packages. */
const layers: Readonly<Record<string, { readonly layers: readonly string[]; readonly packages: RegExp }>> = {
  lib: { layers: [], packages: /^@noble\/hashes\// },
  contract: { layers: ['lib'], packages: /^zod\/mini$/ },
  ui: { layers: ['lib'], packages: /^(react|react-dom|lucide-react|@base-ui\/react|@tanstack\/react-virtual)(\/|$)/ },
  api: { layers: ['lib', 'contract'], packages: /^(react|@tanstack\/react-query|react-hook-form|@hookform\/resolvers|zod\/mini)(\/|$)/ },
  features: {
    layers: ['lib', 'contract', 'ui', 'api'],
    packages:
      /^(react|react-dom|react-router-dom|@tanstack\/react-query|@tanstack\/react-virtual|react-hook-form|lucide-react|zod\/mini)(\/|$)/,
  },
  app: {
    layers: ['lib', 'contract', 'ui', 'api', 'features'],
    packages: /^(react|react-dom|react-router-dom|@tanstack\/react-query|lucide-react|@base-ui\/react|zod\/mini)(\/|$)/,
  },
  server: {
    layers: ['lib', 'contract'],
    packages:
      /^(node:|@hono\/node-server$|@node-rs\/(argon2|bcrypt)$|jose$|kysely(\/helpers\/|$)|libsql$|pg$|pino$|rate-limiter-flexible$|undici$|zod\/mini$)/,
  },
};

const sources = readSources('src');
const layerOf = (path: string): string => path.split('/')[1] ?? '';
const featureOf = (path: string): string => path.split('/')[2] ?? '';

/** The file that an import names, from the project's folder; undefined for a package. */
const targetOf = (from: string, specifier: string): string | undefined => {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  return specifier.startsWith('#') ? specifier.replace('#', 'src/') : undefined;
};

const breach = (from: string, specifier: string): string | undefined => {
  const own = layers[layerOf(from)];
  const target = targetOf(from, specifier);
  if (own === undefined) return 'is in no layer';
  if (target === undefined) return own.packages.test(specifier) ? undefined : 'is a package that this layer does not use';
  if (!existsSync(join(root, target))) return 'does not exist';
  if (target === 'package.json') return undefined;
  const same = layerOf(target) === layerOf(from);
  if (specifier.startsWith('.') && !same) return 'crosses layers by a relative path';
  if (same) return layerOf(from) === 'features' && featureOf(target) !== featureOf(from) ? 'is another feature' : undefined;
  return own.layers.includes(layerOf(target)) ? undefined : 'is a layer that this one must not see';
};

test('a file imports only what its layer may see', () => {
  const breaches = sources.flatMap(({ path, imports }) =>
    imports.flatMap((specifier) => {
      const why = breach(path, specifier);
      return why === undefined ? [] : [`${path}: ${specifier} ${why}`];
    }),
  );
  expect(breaches).toEqual([]);
});

test('every file was read, and imports were found in them', () => {
  expect(sources).toHaveLength(filesBelow('src', '.ts', '.tsx').length);
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(sources.length);
});

test('a breach is seen', () => {
  expect(breach('src/ui/button.tsx', '#api/call.ts')).toBe('is a layer that this one must not see');
  expect(breach('src/features/session/queries.ts', '#features/members/model.ts')).toBe('is another feature');
  expect(breach('src/lib/uri.ts', 'react')).toBe('is a package that this layer does not use');
  expect(breach('src/lib/uri.ts', '../api/call.ts')).toBe('crosses layers by a relative path');
});

test('a name that two languages would resolve differently carries its ending', () => {
  const without = sources.flatMap(({ path, imports }) =>
    imports
      .filter((specifier) => /^[.#]/.test(specifier) && !/\.(tsx?|css|json|svg)$/.test(specifier))
      .map((specifier) => `${path}: ${specifier}`),
  );
  expect(without).toEqual([]);
});

/** What a file cannot run without, and all that that needs in its turn, with packages. */
const neededBy = (start: readonly string[]): ReadonlySet<string> => {
  const needed = new Set(start);
  for (const path of needed)
    for (const specifier of sources.find((source) => source.path === path)?.needs ?? []) needed.add(targetOf(path, specifier) ?? specifier);
  return needed;
};

test('the first page has no schemas: they come with the first call', () => {
  const needed = neededBy(['src/app/main.tsx', 'src/app/pages/profile.tsx']);
  expect(needed.size).toBeGreaterThan(100);
  expect([...needed].filter((path) => /^zod|^src\/contract\//.test(path)).toSorted()).toEqual(['src/contract/first-load.ts']);
});
