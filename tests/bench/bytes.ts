import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chunksOf, readManifest } from '#server/chunks.ts';
import type { budgets } from './budgets.ts';

const client = join(import.meta.dirname, '../../dist/client');

/** What a browser gets of a file, in kB. */
const wireSize = (file: string): number => {
  const path = join(client, file);
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size / 1000;
};

const sum = (files: readonly string[]): number => files.reduce((total, file) => total + wireSize(file), 0);

/** Sizes of the built page, from the build's own list of chunks. `documentKb`: the document as it was sent. */
export const measureBytes = (documentKb: number): Partial<Record<keyof typeof budgets, number>> => {
  const manifest = readManifest(client);
  const { scripts, styles } = chunksOf(manifest, null);
  const preview = chunksOf(manifest, 'src/app/pages/preview.tsx').scripts.filter((file) => !scripts.includes(file));
  const current = new Set(Object.values(manifest).map(({ file }) => file));
  const later = [...current].filter((file) => file.endsWith('.js') && !scripts.includes(file));
  const rest = readdirSync(client).filter((file) => file === 'first-paint.js' || file === 'favicon.svg');
  return {
    scripts: sum(scripts),
    styles: sum(styles),
    all: sum([...scripts, ...styles, ...rest]) + documentKb,
    requests: 1 + scripts.length + styles.length + rest.length,
    preview: sum(preview),
    laterChunk: Math.max(0, ...later.map(wireSize)),
  };
};
