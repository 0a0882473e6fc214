// Builds page and server into `dist`, if what they are made of changed since. Programs call `buildIfStale`; `node scripts/build.mjs` does just that.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withLock } from './lock.mjs';
import { precompress } from './precompress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const sources = [
  'src',
  'public',
  'scripts/build.mjs',
  'scripts/lucide-icon.mjs',
  'scripts/precompress.mjs',
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** All files below a path, sorted; none where it does not exist. */
const filesBelow = async (path) => {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .toSorted();
};

const keyOfSources = async () => {
  const hash = createHash('sha256').update(process.version);
  for (const file of (await Promise.all(sources.map((source) => filesBelow(join(root, source))))).flat())
    hash.update(`\0${relative(root, file)}\0`).update(await readFile(file));
  return hash.digest('hex');
};

/** `{key, assets}` of the build in `dist`; nothing where there is none. */
const built = async () => JSON.parse(await readFile(join(dist, 'build.json'), 'utf8').catch(() => '{}'));

/** Puts the previous build's own hashed files beside the new ones: tabs that are open load their chunks from there. */
const keepPrevious = async (assets, target) => {
  for (const asset of assets)
    await cp(join(dist, 'client', asset), join(target, 'client', asset), { force: false }).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
};

/** What the document shows before its script has come is drawn once, by the page's own parts. */
const drawFrames = async (build, target) => {
  const folder = join(target, 'frames');
  await build({ ssr: 'src/app/frames.tsx', outDir: folder, emptyOutDir: true });
  const { frames } = await import(pathToFileURL(join(folder, 'frames.js')).href);
  await writeFile(join(target, 'client', '.vite', 'frames.json'), JSON.stringify(frames));
  await rm(folder, { recursive: true });
};

const buildInto = async (target) => {
  process.env.NODE_ENV = 'production';
  const vite = await import('vite');
  const build = (options) => vite.build({ root, logLevel: 'warn', mode: 'production', build: options });
  await build({ outDir: join(target, 'client'), emptyOutDir: true });
  await drawFrames(build, target);
  await build({ ssr: 'src/server/main.ts', outDir: join(target, 'server'), emptyOutDir: true });
};

/** Makes `dist` anew where it is missing or out of date; only one process at a time. `say` gets a line for a person. */
export const buildIfStale = async (say = (line) => process.stderr.write(`${line}\n`)) => {
  const key = await keyOfSources();
  if ((await built()).key === key) return;
  await withLock(join(root, 'dist.lock'), async () => {
    const previous = await built();
    if (previous.key === key) return; // another process built it meanwhile
    const started = performance.now();
    say('Building …');
    const target = join(root, 'dist.new');
    await rm(target, { recursive: true, force: true });
    await mkdir(target);
    await buildInto(target);
    const assets = (await filesBelow(join(target, 'client', 'assets'))).map((file) => relative(join(target, 'client'), file));
    await precompress(join(target, 'client'));
    await keepPrevious(withCompressed(previous.assets ?? []), target);
    await writeFile(join(target, 'build.json'), JSON.stringify({ key, assets }));
    await swap(target);
    say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  });
};

const withCompressed = (assets) => assets.flatMap((asset) => [asset, `${asset}.br`, `${asset}.gz`]);

/** Renames the new build over the old one: nobody sees half of it. */
const swap = async (target) => {
  const old = join(root, 'dist.old');
  await rm(old, { recursive: true, force: true });
  await rename(dist, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(target, dist);
  await rm(old, { recursive: true, force: true });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await buildIfStale().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
