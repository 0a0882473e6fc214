import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { BuiltServer } from '#tests/support/e2e-server.ts';
import { freePort } from '#tests/support/free-port.ts';
import type { budgets, Values } from './budgets.ts';
import { send, sendMany, type Call } from './load.ts';
import { tellsCpu, ticksOf } from './ticks.ts';

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
  const before = ticksOf(pid);
  await sendMany(times, call);
  return ticksOf(pid) - before;
};

/** CPU per request in relation to the bare server's, the two measured in turn, round by round. */
const ratios = async (server: BuiltServer, call: Call): Promise<number[]> => {
  const bare = await startBare((await send(call)).body);
  try {
    const bareCall = { ...call, port: bare.port };
    await sendMany(times / 4, call);
    await sendMany(times / 4, bareCall);
    const found: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      found.push((await ticksFor(server.pid(), call)) / (await ticksFor(bare.child.pid ?? Number.NaN, bareCall)));
    return found;
  } finally {
    bare.child.kill();
  }
};

/** What one process of the server needs for the calls that a page makes most; nothing where the system does not tell (only Linux does). */
export const measureCpu = async (server: BuiltServer, headers: Readonly<Record<string, string>>): Promise<Values<typeof budgets>> => {
  if (!tellsCpu) return {};
  const call = (name: string): Call => ({ port: server.port, path: `/api/${name}`, headers, body: '{}' });
  return {
    currentUser: await ratios(server, call('users.get_current_user')),
    credentials: await ratios(server, call('auth.get_credentials')),
  };
};
