// Writes `x.br` and `x.gz` beside every text file that gets smaller by it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const text = new Set(['.js', '.css', '.html', '.svg', '.json', '.txt', '.map', '.webmanifest']);
const brotli = (bytes) =>
  promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
const gzipped = (bytes) => promisify(gzip)(bytes, { level: 9 });

const one = async (file) => {
  const bytes = await readFile(file);
  for (const [ending, compressed] of [
    ['.br', await brotli(bytes)],
    ['.gz', await gzipped(bytes)],
  ])
    if (compressed.length < bytes.length) await writeFile(file + ending, compressed);
};

/** Compresses the text files below a folder, as well as it goes: it is done once and served often. */
export const precompress = async (folder) => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  await Promise.all(
    entries
      .filter((entry) => entry.isFile() && text.has(extname(entry.name)))
      .map((entry) => one(join(entry.parentPath ?? entry.path, entry.name))),
  );
};
