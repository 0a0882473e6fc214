import { openCabinet } from './cabinet.ts';
import { createKeyRing } from './key-ring.ts';
import { encryptedVault } from './vault.ts';

/** Plain http has no `crypto.subtle`, and some settings take IndexedDB away: then rows live in this tab's memory. */
const vault = () => {
  const subtle = window.isSecureContext ? crypto.subtle : undefined;
  return subtle === undefined || typeof indexedDB === 'undefined' ? undefined : encryptedVault(openCabinet(indexedDB), subtle);
};

/** The rows of this tab. */
export const keyRing = createKeyRing(
  vault(),
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('clearml-profile-cloud-keys'),
);
