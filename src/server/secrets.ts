import { createHash } from 'node:crypto';

/** The server's keyed operations, from `SECRET_KEY` or the key file; `makeSecrets` derives one key for each purpose (HKDF). */
export interface Secrets {
  /** AES-256-GCM, base64url; for what must be shown again (invitation links). */
  readonly seal: (plain: string) => string;
  /** The plain text, or null where it was sealed by another key or changed. */
  readonly open: (sealed: string) => string | null;
  /** key for HS256 tokens, 32 bytes */
  readonly tokenKey: Uint8Array;
}

/** SHA-256 of a secret with enough entropy of its own, hex: what the database keeps of keys, invitation and password links. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
