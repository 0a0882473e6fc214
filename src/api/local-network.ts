import type { Reader } from '#lib/read-facts.ts';

/** What Chromium called and calls the permission to ask hosts that are not on the internet. */
const names = ['local-network-access', 'local-network', 'loopback-network'];

/** The browser's answer to "may this page ask hosts of the local network?"; undefined where it has no such guard. */
export const localNetworkState = async (): Promise<Reader['localNetwork']> => {
  // jsdom and plain http have no permissions
  const permissions = navigator.permissions as Permissions | undefined;
  const states = await Promise.all(
    names.map(async (name) => {
      try {
        // newer than the list of names that TypeScript knows
        return (await permissions?.query({ name: name as PermissionName }))?.state;
      } catch {
        return undefined;
      }
    }),
  );
  return states.find((state) => state === 'denied') ?? states.find((state) => state !== undefined);
};
