// Measures the built page and server and prints goal, limit and value.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./tests/bench/bench.ts', { root: process.cwd(), configFile: false, logLevel: 'error' });
process.exitCode = await module.bench();
