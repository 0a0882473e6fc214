import type { AddressInfo } from 'node:net';
import { createListener, listen } from '#server/listener.ts';
import type { App } from '#server/site.ts';

/** Puts a server of the tests behind a real socket on loopback; answers its address and what closes it again. */
export const listening = async ({ app }: { readonly app: App }): Promise<{ base: URL; close: () => Promise<void> }> => {
  const listener = createListener(app);
  await listen(listener, 0, '127.0.0.1');
  const { port } = listener.address() as AddressInfo; // a TCP server that listens
  return {
    base: new URL(`http://127.0.0.1:${port}`),
    close: async () => {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
};
