import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from './secrets.ts';

const nonceBytes = 12;
const tagBytes = 16;

/** One key per purpose: knowing one tells nothing about another. */
const derive = (secretKey: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secretKey, '', `clearml-profile ${purpose}`, 32));

/** Derives the server's keys from `SECRET_KEY` or the key file. `random` makes the nonces. */
export const makeSecrets = (secretKey: string, random: (bytes: number) => Uint8Array = randomBytes): Secrets => {
  const sealKey = derive(secretKey, 'seal');
  return {
    tokenKey: derive(secretKey, 'token'),
    seal: (plain) => {
      const nonce = random(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null; // another key sealed it, or somebody changed it
      }
    },
  };
};
