import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/** A Chromium that npm brought along. */
export interface UnpackedChromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const cache = join(import.meta.dirname, '../../node_modules/.cache/chromium');

/** The package's archives: `chromium.br`, and with the libraries and fonts that a bare Linux lacks, `al2023.tar.br` and `fonts.tar.br`. */
const archives = (): string => join(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../../../bin');

const unbrotli = (from: string, to: string): Promise<void> =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));

const untar = async (archive: string, folder: string): Promise<void> => {
  await mkdir(folder);
  await unbrotli(archive, `${folder}.tar`);
  const { status } = spawnSync('tar', ['-xf', `${folder}.tar`, '-C', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`tar ended with ${status} on ${archive}`);
  await rm(`${folder}.tar`);
};

/** Unpacks it once, whole or not at all. */
export const unpackChromium = async (): Promise<UnpackedChromium> => {
  if (!existsSync(cache)) {
    await mkdir(join(cache, '..'), { recursive: true });
    const folder = await mkdtemp(`${cache}-`);
    const from = archives();
    await Promise.all([
      unbrotli(join(from, 'chromium.br'), join(folder, 'chromium')),
      untar(join(from, 'al2023.tar.br'), join(folder, 'al2023')),
      untar(join(from, 'fonts.tar.br'), join(folder, 'fonts')),
    ]);
    await chmod(join(folder, 'chromium'), 0o755);
    const fonts = join(folder, 'fonts', 'fonts.conf');
    await writeFile(fonts, (await readFile(fonts, 'utf8')).replaceAll('/tmp/fonts', join(cache, 'fonts')));
    // another run may have been faster
    await rename(folder, cache).catch(() => rm(folder, { recursive: true, force: true }));
  }
  return {
    executablePath: join(cache, 'chromium'),
    env: { LD_LIBRARY_PATH: join(cache, 'al2023', 'lib'), FONTCONFIG_PATH: join(cache, 'fonts') },
  };
};
