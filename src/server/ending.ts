import { Server as NetServer, type Socket } from 'node:net';
import type { Server } from 'node:http';
import { setImmediate as polled, setTimeout as wait } from 'node:timers/promises';

/** How far a process is on its way to its end, and what its server does. */
export interface Ending {
  /** no connection is then kept for another call, which would be lost with it */
  begun: boolean;
  /** what answers wait for before they go out */
  held: Promise<void> | null;
  /** how many calls are worked on */
  running: number;
}

/** A server that has not been told to end. */
export const makeEnding = (): Ending => ({ begun: false, held: null, running: 0 });

/** Nobody has connected for so long, ms; where somebody always does, or a call takes its time, it is looked at so often. */
const quiet = { after: 100, looks: 30 };

/** A connection that is open may bring its last call so much later, ms. */
const linger = 500;

/**
 * Watches who connects to a server. Answers how it stops: answers are held until all wait for one and nobody connects any more; only then does it stop
 * listening, as the system resets each connection that it has not handed over yet. Those that are open are answered, and closed once they have sent
 * nothing for a moment. Resolves when none is left.
 */
export const watchDoor = (server: Server, ending: Ending): (() => Promise<void>) => {
  const open = new Set<Socket>();
  let came = 0;
  server.on('connection', (socket) => {
    came += 1;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return async () => {
    let release = (): void => undefined;
    ending.held = new Promise((resolve) => (release = resolve));
    let before = -1;
    for (let look = 0; look < quiet.looks && (came !== before || ending.running > 0); look += 1) {
      before = came;
      await wait(quiet.after);
      // those that waited in the system have been taken by then
      await polled();
    }
    // that of `node:http` would close at once what waits between two calls
    const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
    ending.held = null;
    release();
    await Promise.race([closed, wait(linger)]);
    server.closeIdleConnections();
    // of one that never sent anything, `node:http` thinks that a call is on its way
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    await closed;
  };
};
