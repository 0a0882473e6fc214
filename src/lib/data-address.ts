import { bytesToHex } from '@noble/hashes/utils.js';

/** An address that has a picture in it, and no origin: an SVG that is opened by itself is a page. */
export const dataAddress = async (blob: Blob): Promise<string> =>
  `data:${blob.type},${bytesToHex(new Uint8Array(await blob.arrayBuffer())).replaceAll(/../g, '%$&')}`;
