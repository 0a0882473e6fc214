// Builds what is out of date, then runs the server with the arguments given (`--demo`, `admin <verb>`, `seed …`).
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// a process of its own: the builder's memory goes with it
const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('build.mjs', import.meta.url))], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
process.env.NODE_ENV = 'production';
await import('../dist/server/main.js');
