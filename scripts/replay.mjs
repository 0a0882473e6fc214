// Replays recorded calls of a ClearML Server to any server on this machine, and tells in what the answers differ; `--record <file>` writes them down.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./tests/support/wire/cli.ts', { root: process.cwd(), configFile: false, logLevel: 'error' });
process.exitCode = await module.main(process.argv.slice(2));
