import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '#tests/support/chromium.ts';
import { startProcess, type BuiltServer } from '#tests/support/e2e-server.ts';
import { signUpAt } from '#tests/support/visitor.ts';

const root = join(import.meta.dirname, '../..');
let server: BuiltServer;
let browser: Browser;
/** this program with the next version of its page, built over the build of this one */
let next: string;

const assetsOf = async (folder: string): Promise<string[]> =>
  (JSON.parse(await readFile(join(folder, 'dist/build.json'), 'utf8')) as { assets: string[] }).assets; // as scripts/build.mjs writes it

beforeAll(async () => {
  next = await mkdtemp(join(tmpdir(), 'clearml-profile-next-'));
  const copied = ['dist', 'src', 'public', 'scripts', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
  await Promise.all(copied.map((name) => cp(join(root, name), join(next, name), { recursive: true })));
  await symlink(join(root, 'node_modules'), join(next, 'node_modules'));
  const banner = join(next, 'src/app/layout/updated-banner.tsx');
  await writeFile(banner, (await readFile(banner, 'utf8')).replace('a newer version of this page', 'the next version of this page'));
  const { status, stderr } = spawnSync(process.execPath, [join(next, 'scripts/build.mjs')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  server = await startProcess();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(next, { recursive: true, force: true });
});

test('a tab that was open before an upgrade goes on, with its own files, and the next one has the new ones', async () => {
  const page = await signUpAt(browser, server.origin);
  const [old, later] = [new Set(await assetsOf(root)), new Set(await assetsOf(next))];
  // while the server is away, nothing that comes once the page is at rest is on its way
  await page.getByRole('button', { name: 'Delete account' }).waitFor();
  await page.waitForLoadState('networkidle');
  await server.restart(next);

  const asked: string[] = [];
  page.on('response', (answer) => void (answer.ok() && asked.push(new URL(answer.url()).pathname.slice(1))));
  await page.getByRole('link', { name: /^All members/ }).click();
  await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
  await page.getByRole('cell', { name: 'ada@example.com' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Vision Lab');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await page.getByRole('group', { name: 'Vision Lab' }).waitFor();
  expect(asked.filter((path) => old.has(path) && !later.has(path)).length).toBeGreaterThan(0);
  expect(asked.filter((path) => later.has(path) && !old.has(path))).toEqual([]);
  expect(await page.getByText('Updated, reload').count()).toBe(0);

  asked.length = 0;
  await page.reload();
  await page.getByRole('group', { name: 'Vision Lab' }).waitFor();
  expect(asked.filter((path) => later.has(path) && !old.has(path)).length).toBeGreaterThan(0);
  expect(asked.filter((path) => old.has(path) && !later.has(path))).toEqual([]);
});
