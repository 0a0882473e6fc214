import { base } from '#api/base.ts';
import { tabChannel } from '#api/tab-channel.ts';
import { openCabinet } from './cabinet.ts';
import { createKeyRing } from './key-ring.ts';
import { encryptedVault } from './vault.ts';

/**
 * Which server the rows are for. Several may stand below the paths of one origin, which is one storage to a browser, and the users of
 * ClearML's configuration have the same ids on all of them. The path is what a page knows of its server from the start, and what stays.
 */
export const server = encodeURIComponent(base);

/** Plain http has no `crypto.subtle`, and some settings take IndexedDB away or let its very name throw: then rows live in this tab's memory. */
const vault = () => {
  try {
    return window.isSecureContext ? encryptedVault(openCabinet(indexedDB), crypto.subtle, server) : undefined;
  } catch {
    return undefined;
  }
};

/** The rows of this tab. */
export const keyRing = createKeyRing(vault(), tabChannel(`clearml-profile-cloud-keys ${server}`));
