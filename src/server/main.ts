import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { makeEnding, watchDoor } from './ending.ts';
import { readSettings, SettingsError } from './environment.ts';
import { createListener, listen, ListenError } from './listener.ts';
import { openParts, openSiteParts, reasonOf, requireDatabase } from './parts.ts';
import { provision } from './provision.ts';
import type { ClearmlSettings, Settings } from './settings.ts';
import type { App } from './site.ts';
import { isDatabaseLost } from './store/lost.ts';
import { endless, serving } from './store/pool.ts';
import { startUsageReporter } from './usage-reporter.ts';
import { watchTables } from './watch-tables.ts';

/** Before it takes no more calls, a server that ends goes on for so long, ms, without keeping connections; longer where somebody asks `/readyz`, to be heard. */
const notice = { usual: 200, watched: 5000 };
/** Calls that run then may take so long, ms, and closing what they needed as long again. */
const grace = 10_000;

// whoever reads no further, such as `head`, is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** The page's folder beside this file in a build. */
const builtClient = fileURLToPath(new URL('../client', import.meta.url));
const clientDir = existsSync(builtClient) ? builtClient : null;

/** Starts what runs beside the server, with what ends it for a reason that is said; answers what is to be done at the end. */
type Begin = (end: (why: string) => void) => () => Promise<void>;

/**
 * Listens until SIGTERM or SIGINT, or a reason: `/readyz` says so first, then there are no new calls, those that run are finished, and what they needed
 * is closed. A second signal ends at once.
 */
const serve = async (app: App, { port, host, hsts }: Settings, begin: Begin): Promise<void> => {
  const ending = makeEnding();
  const server = createListener(app, { ending, hsts });
  const stopListening = watchDoor(server, ending);
  const address = await listen(server, port, host);
  const stop = (code: number): void => {
    setTimeout(() => server.closeAllConnections(), grace).unref();
    setTimeout(() => process.exit(1), 2 * grace).unref();
    void stopListening()
      .then(close)
      .then(() => process.exit(code));
  };
  const end = (): void => {
    if (ending.begun) process.exit(1);
    ending.begun = true;
    setTimeout(stop, app.leave() ? notice.watched : notice.usual, 0);
  };
  const close = begin((why) => {
    if (ending.begun) return;
    process.stderr.write(`${why}\n`);
    ending.begun = true;
    stop(1);
  });
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  print(`ClearML Profile listening on ${address}`);
};

/** In front of a ClearML Server there is no database. */
const runConnected = async (settings: Settings, clearml: ClearmlSettings, verb: string | undefined): Promise<void> => {
  if (verb !== undefined) throw new SettingsError(`${verb} is for accounts of our own: unset CLEARML_API_URL.`);
  const { createConnectedApp } = await import('./upstream/app.ts');
  await serve(createConnectedApp(openSiteParts(settings), clearml, clientDir), settings, () => () => Promise.resolve());
};

const runEmbedded = async (settings: Settings, verb: string | undefined, rest: readonly string[]): Promise<number | undefined> => {
  const isTool = verb === 'admin' || verb === 'seed';
  if (verb === 'admin' && !rest.includes('--help')) requireDatabase(settings);
  const parts = await openParts(settings, isTool ? endless : serving);
  // a tool may be run without the server's list of users, which does not mean that there are none
  if (!isTool) await provision(parts);
  if (isTool) {
    const code =
      verb === 'admin'
        ? await (await import('./admin.ts')).runAdmin(parts, rest, print)
        : await (await import('./seed.ts')).runSeed(parts, rest, print);
    await parts.store.close();
    return code;
  }
  if (verb === '--demo') await (await import('./demo.ts')).fillDemo(parts, print);
  if (!settings.rateLimits) parts.log.warn({}, 'RATE_LIMITS is off: nothing slows down guessing of passwords');
  await serve(createApp(parts, clientDir), settings, (end) => {
    const stopReporter = startUsageReporter(parts);
    const stopWatching = watchTables(parts, (why) => end(`The server ends: ${why}. Start the newer one.`));
    return async () => {
      stopReporter();
      stopWatching();
      await parts.store.close();
    };
  });
  return undefined;
};

/** Runs a verb, or serves without one; answers the exit code, or nothing while it goes on serving. */
const run = async ([verb, ...rest]: readonly string[]): Promise<number | undefined> => {
  if (![undefined, '--demo', 'admin', 'seed'].includes(verb))
    throw new SettingsError(`There is no ${verb}: start without an argument, or with --demo, admin or seed.`);
  const settings = readSettings(process.env);
  if (settings.clearml === null) return runEmbedded(settings, verb, rest);
  await runConnected(settings, settings.clearml, verb);
  return undefined;
};

// what is written here, a database above all, is for this user only
process.umask(0o077);
try {
  const code = await run(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  const told = error instanceof SettingsError || error instanceof ListenError;
  const lost = isDatabaseLost(error) ? `The database cannot be used now: ${reasonOf(error)}.` : undefined;
  process.stderr.write(`${told ? error.message : (lost ?? (error instanceof Error ? error.stack : String(error)))}\n`);
  process.exit(1);
}
