// Measures the built page and server and prints goal, limit and value: all parts, or those named (profile load interaction members switching processes memory writes login-flood).
import { runnerImport } from 'vite';

const { module } = await runnerImport('./tests/bench/bench.ts', { root: process.cwd(), configFile: false, logLevel: 'error' });
process.exitCode = await module.bench(process.argv.slice(2));
