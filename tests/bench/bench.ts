import { brotliCompressSync, constants } from 'node:zlib';
import buildSetup from '#tests/support/e2e-setup.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { budgets, type Budget, type Measured } from './budgets.ts';
import { measureBytes } from './bytes.ts';
import { measureCpu } from './cpu.ts';
import { hangUp, send } from './load.ts';
import { measureSigning } from './signing.ts';

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** Signs somebody up; answers the headers of their browser. */
const signUp = async ({ port }: BuiltServer): Promise<Record<string, string>> => {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const account = { email: 'ada@example.com', password: 'violet harbour 42', name: 'Ada Sample' };
  const answer = await send({ port, path: '/api/login.signup_user', headers, body: JSON.stringify(account) });
  return { ...headers, cookie: (answer.headers['set-cookie'] ?? []).toString().split(';')[0] ?? '' };
};

const documentKb = async ({ origin }: BuiltServer, { cookie = '' }: Record<string, string>): Promise<number> => {
  const answer = await fetch(`${origin}/profile`, { headers: { accept: 'text/html', cookie } });
  return brotliCompressSync(await answer.text(), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length / 1000;
};

const measure = async (): Promise<Measured> => {
  let server: BuiltServer | undefined;
  try {
    const startEmpty = await secondsOf(async () => {
      server = await startBuiltServer({ RATE_LIMITS: 'off', LOG_LEVEL: 'error' });
    });
    if (server === undefined) throw new Error('no server');
    await server.kill9();
    const startAgain = await secondsOf(server.restart);
    const headers = await signUp(server);
    return {
      ...measureBytes(await documentKb(server, headers)),
      startEmpty,
      startAgain,
      ...measureSigning(),
      ...(await measureCpu(server, headers)),
    };
  } finally {
    hangUp();
    await server?.stop();
  }
};

const isOver = ({ limit, fails }: Budget, value: number | undefined): boolean => fails && (value === undefined || value > limit);

const line = ({ what, unit, goal, limit }: Budget, value: number | undefined): string => {
  const shown = (number: number): string => `${Number.isInteger(number) ? number : number.toFixed(2)} ${unit}`.trim().padStart(10);
  const verdict = value === undefined ? 'not measured here' : value <= goal ? 'ok' : value <= limit ? 'above the goal' : 'ABOVE THE LIMIT';
  return `${what.padEnd(38)}${shown(goal)}${shown(limit)}${value === undefined ? ' '.repeat(10) : shown(value)}  ${verdict}`;
};

/** Measures, prints the table, and answers the exit code: 1 where bytes or counts are over their limit. */
export const bench = async (): Promise<number> => {
  await buildSetup();
  const measured = await measure();
  const names = Object.keys(budgets) as (keyof typeof budgets)[]; // keys of a const object
  process.stdout.write(`${''.padEnd(38)}${'goal'.padStart(10)}${'limit'.padStart(10)}${'value'.padStart(10)}\n`);
  for (const name of names) process.stdout.write(`${line(budgets[name], measured[name])}\n`);
  return names.some((name) => isOver(budgets[name], measured[name])) ? 1 : 0;
};
