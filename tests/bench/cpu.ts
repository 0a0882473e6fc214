import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { BuiltServer } from '#tests/support/e2e-server.ts';
import { freePort } from '#tests/support/free-port.ts';
import type { Measured } from './budgets.ts';
import { cpuTicks, send, sendMany, type Call } from './load.ts';

/** Enough for some hundred ticks of CPU on the bare server. */
const times = 6_000;
const rounds = 3;

/** The least that Node can do: the same bytes for each request. */
const bareProgram = `
  const body = Buffer.from(process.env.BODY);
  require('node:http').createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    });
  }).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
`;

const startBare = async (body: string): Promise<{ child: ChildProcess; port: number }> => {
  const port = await freePort();
  const child = spawn(process.execPath, ['-e', bareProgram], {
    env: { BODY: body, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return { child, port };
};

const ticksFor = async (pid: number, call: Call): Promise<number> => {
  const before = cpuTicks(pid);
  await sendMany(call, times);
  return cpuTicks(pid) - before;
};

/** CPU per request in relation to the bare server's, the two measured in turn; the median of some rounds. */
const ratio = async (server: BuiltServer, call: Call): Promise<number> => {
  const bare = await startBare((await send(call)).body);
  try {
    const bareCall = { ...call, port: bare.port };
    await sendMany(call, times / 4);
    await sendMany(bareCall, times / 4);
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      ratios.push((await ticksFor(server.pid(), call)) / (await ticksFor(bare.child.pid ?? Number.NaN, bareCall)));
    return ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  } finally {
    bare.child.kill();
  }
};

/** What one process of the server needs for the calls that a page makes most; nothing where the system does not tell (only Linux does). */
export const measureCpu = async (server: BuiltServer, headers: Readonly<Record<string, string>>): Promise<Measured> => {
  if (!existsSync('/proc/self/stat')) return {};
  const call = (name: string): Call => ({ port: server.port, path: `/api/${name}`, headers, body: '{}' });
  return {
    currentUser: await ratio(server, call('users.get_current_user')),
    credentials: await ratio(server, call('auth.get_credentials')),
  };
};
