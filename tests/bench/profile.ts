import { brotliCompressSync, constants } from 'node:zlib';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { budgets, type Measured } from './budgets.ts';
import { measureBytes } from './bytes.ts';
import { clientOf, headersOf } from './client.ts';
import { measureCpu } from './cpu.ts';
import { measureSigning } from './signing.ts';

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

const documentKb = async ({ origin }: BuiltServer, { cookie = '' }: Record<string, string>): Promise<number> => {
  const answer = await fetch(`${origin}/profile`, { headers: { accept: 'text/html', cookie } });
  return brotliCompressSync(await answer.text(), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length / 1000;
};

/** The sizes of the Profile page, the server's start, and what the calls cost that pages make most. */
export const measureProfile = async (): Promise<Measured<typeof budgets>> => {
  let server: BuiltServer | undefined;
  try {
    const startEmpty = await secondsOf(async () => {
      server = await startBuiltServer({ RATE_LIMITS: 'off', LOG_LEVEL: 'error' });
    });
    if (server === undefined) throw new Error('no server');
    await server.kill9();
    const startAgain = await secondsOf(server.restart);
    const client = clientOf(server);
    await client.signUp();
    const headers = headersOf(client);
    const once = { ...measureBytes(await documentKb(server, headers)), startEmpty, startAgain, signing: measureSigning() };
    return {
      values: {
        ...Object.fromEntries(Object.entries(once).map(([name, value]) => [name, [value]])),
        ...(await measureCpu(server, headers)),
      },
      notes: [],
    };
  } finally {
    await server?.stop();
  }
};
