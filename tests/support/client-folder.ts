import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const template = `<!doctype html>
<html lang="en" data-base="/" data-theme="system">
<head><title>Page</title><script src="/first-paint.js"></script>
<script type="module" crossorigin src="/assets/index-1.js"></script>
<link rel="stylesheet" crossorigin href="/assets/index-1.css"></head>
<body><div id="root"><div class="frame">Page</div></div></body></html>
`;

const manifest = {
  'index.html': { file: 'assets/index-1.js', isEntry: true, imports: ['_shared.js'], css: ['assets/index-1.css'] },
  '_shared.js': { file: 'assets/shared-1.js' },
  '_table.js': { file: 'assets/table-1.js', imports: ['_shared.js'], css: ['assets/table-1.css'] },
  'src/app/pages/members.tsx': { file: 'assets/members-1.js', imports: ['index.html', '_table.js'], css: ['assets/members-1.css'] },
  'src/app/layout/first-steps.tsx': { file: 'assets/first-1.js', imports: ['index.html'], css: ['assets/first-1.css'] },
  'src/app/pages/join.tsx': { file: 'assets/join-1.js', imports: ['index.html'] },
};

/** What the profile shows at first, for each kind of server, and to beginners. */
export const frames = {
  hosted: '<main inert><a href="/preview">hosted</a></main>',
  'hosted first': '<main inert><a href="/preview">hosted, first steps</a></main>',
  connected: '<main inert>connected</main>',
};

/** The script of the sample page, long enough to get smaller by compression. */
export const sampleScript = `console.log(${JSON.stringify('page '.repeat(100))});\n`;

/** A folder like a build's `client`, in small. Answers its path and what removes it. */
export const makeClientFolder = async (): Promise<{ folder: string; remove: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  const files: Record<string, string | Buffer> = {
    'index.html': template,
    '.vite/manifest.json': JSON.stringify(manifest),
    '.vite/frames.json': JSON.stringify(frames),
    'first-paint.js': '// first paint\n',
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    'assets/index-1.js': sampleScript,
    'assets/index-1.js.br': brotliCompressSync(sampleScript),
    'assets/index-1.js.gz': gzipSync(sampleScript),
    'assets/index-1.css': 'body{}\n',
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
};
