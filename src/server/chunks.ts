import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** The build's list of what it made from which source (vite's manifest), as far as it is read here. */
const manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.optional(z.boolean()),
    imports: z.optional(z.array(z.string())),
    css: z.optional(z.array(z.string())),
  }),
);
type Manifest = z.output<typeof manifest>;

/** Files below the base that a page needs at once. */
export interface Chunks {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** A list that the build made; empty where the page is served from its sources. */
const readList = (clientDir: string, name: string): unknown => {
  const file = join(clientDir, '.vite', name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : {};
};

/** What the build made from which source. */
export const readManifest = (clientDir: string): Manifest => manifest.parse(readList(clientDir, 'manifest.json'));

/** What the document of the profile shows until its script has come, by the kind of server. */
export const readFrames = (clientDir: string): Readonly<Record<string, string>> =>
  z.record(z.string(), z.string()).parse(readList(clientDir, 'frames.json'));

/** The entry and, where given, a page's source file with all that they import, each once, dependants before what they need. */
export const chunksOf = (built: Manifest, page: string | null): Chunks => {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key) || built[key] === undefined) return;
    seen.add(key);
    built[key].imports?.forEach(visit);
  };
  Object.keys(built)
    .filter((key) => built[key]?.isEntry === true)
    .forEach(visit);
  if (page !== null) visit(page);
  const chunks = [...seen].flatMap((key) => built[key] ?? []);
  return { scripts: chunks.map(({ file }) => file), styles: [...new Set(chunks.flatMap(({ css }) => css ?? []))] };
};
