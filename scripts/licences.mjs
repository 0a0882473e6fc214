// Prints the licence of each package that the built page and the server consist of or are made with, of all platforms, from package-lock.json.
import { readFile } from 'node:fs/promises';

const { packages } = JSON.parse(await readFile(new URL('../package-lock.json', import.meta.url), 'utf8'));
const lines = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && dev !== true)
  .map(([path, { version, license }]) => `${license.padEnd(14)}${path.split('node_modules/').at(-1)} ${version}`);
process.stdout.write(`${[...new Set(lines)].toSorted().join('\n')}\n`);
