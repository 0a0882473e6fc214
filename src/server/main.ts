import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { readSettings, SettingsError } from './environment.ts';
import type { Parts } from './handler.ts';
import { createListener, listen, ListenError } from './listener.ts';
import { openParts } from './parts.ts';
import { startUsageReporter } from './usage-reporter.ts';

/** Calls that run when the server is told to end may take so long, ms. */
const grace = 10_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** The page's folder beside this file in a build. */
const clientDir = fileURLToPath(new URL('../client', import.meta.url));

/** Ends on SIGTERM and SIGINT: no new calls, those that run are finished, then the database is closed. A second signal ends at once. */
const endOnSignal = (server: Server, parts: Parts, stopReporter: () => void): void => {
  let ending = false;
  const end = (): void => {
    if (ending) process.exit(1);
    ending = true;
    stopReporter();
    const late = setTimeout(() => server.closeAllConnections(), grace);
    server.close(() => {
      clearTimeout(late);
      void parts.store.close().then(() => process.exit(0));
    });
    server.closeIdleConnections();
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
};

const serve = async (parts: Parts): Promise<void> => {
  const { settings, log } = parts;
  if (!settings.rateLimits) log.warn({}, 'RATE_LIMITS is off: nothing slows down guessing of passwords');
  const server = createListener(createApp(parts, existsSync(clientDir) ? clientDir : null));
  const address = await listen(server, settings.port, settings.host);
  endOnSignal(server, parts, startUsageReporter(parts));
  print(`ClearML Profile listening on ${address}`);
};

/** Runs a verb, or serves without one; answers the exit code, or nothing while it goes on serving. */
const run = async ([verb, ...rest]: readonly string[]): Promise<number | undefined> => {
  if (![undefined, '--demo', 'admin', 'seed'].includes(verb))
    throw new SettingsError(`There is no ${verb}: start without an argument, or with --demo, admin or seed.`);
  const parts = await openParts(readSettings(process.env));
  if (verb === 'admin' || verb === 'seed') {
    const code =
      verb === 'admin'
        ? await (await import('./admin.ts')).runAdmin(parts, rest, print)
        : await (await import('./seed.ts')).runSeed(parts, rest, print);
    await parts.store.close();
    return code;
  }
  if (verb === '--demo') await (await import('./demo.ts')).fillDemo(parts, print);
  await serve(parts);
  return undefined;
};

// what is written here, a database above all, is for this user only
process.umask(0o077);
try {
  const code = await run(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  const told = error instanceof SettingsError || error instanceof ListenError;
  process.stderr.write(`${told ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
