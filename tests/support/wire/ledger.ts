import type { Recording } from './recording.ts';

/** A token that lasts so long is a session to go on with, seconds. */
const lasting = 3600;

/** What a token says; undefined where the text is none. */
export const claimsOf = (token: string): Record<string, unknown> | undefined => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

/** A token whose signature fits it no more. */
const changed = (token: string): string => `${token.slice(0, -8)}${token.slice(-8) === 'AAAAAAAA' ? 'BBBBBBBB' : 'AAAAAAAA'}`;

const isKey = (recorded: string): boolean => /^[A-Z0-9]{30}$/.test(recorded);
const isId = (recorded: string): boolean => /^[0-9a-f]{32}$/.test(recorded);
const isSecret = (recorded: string): boolean => recorded.startsWith('<secret ');

/**
 * What the server under test made in the place of what was recorded: keys, secrets, ids and tokens. In requests `<secret n>` stands for a secret,
 * `<JWT>` for the token of the last log-in with name and password, `<JWT id>` for the one of that call, `<JWT changed>` for one with another signature.
 */
export class Ledger {
  /** recorded text → the text of this server */
  readonly #made = new Map<string, string>();
  readonly #tokens = new Map<string, string>();
  #session = '';

  /** `given`: texts that stand for something from the start. */
  constructor(given: Readonly<Record<string, string>> = {}) {
    for (const [placeholder, text] of Object.entries(given)) this.#made.set(placeholder, text);
  }

  /** A text of a recording as this server must be sent it. */
  filledIn(recorded: string): string {
    let text = recorded.replace(/<JWT(?: (\w+))?>/g, (_all, which?: string) => {
      if (which === undefined) return this.#session;
      return which === 'changed' ? changed(this.#session) : (this.#tokens.get(which) ?? '');
    });
    for (const [placeholder, made] of this.#made) text = text.replaceAll(placeholder, made);
    return text;
  }

  /** A text of this server as the recording would have it. */
  asRecorded(answered: string): string {
    let text = answered;
    for (const [placeholder, made] of this.#made) text = text.replaceAll(made, placeholder);
    return text;
  }

  /** Notes a token, and what a call made. */
  learn({ id, request, response }: Recording, token: string | undefined, data: unknown): void {
    if (token !== undefined) {
      this.#tokens.set(id, token);
      const { iat, exp } = claimsOf(token) ?? {};
      const by = request.auth !== undefined && 'basic' in request.auth ? request.auth.basic[0] : undefined;
      if (by !== undefined && !this.#made.has(by) && Number(exp) - Number(iat) > lasting) this.#session = token;
    }
    if (/\.create_/.test(request.path)) this.#pair(response?.json?.data, data);
  }

  #pair(recorded: unknown, answered: unknown): void {
    if (typeof recorded === 'string' && typeof answered === 'string') {
      if (isKey(recorded) || isId(recorded) || isSecret(recorded)) this.#made.set(recorded, answered);
    } else if (typeof recorded === 'object' && recorded !== null && typeof answered === 'object' && answered !== null)
      for (const [name, part] of Object.entries(recorded)) this.#pair(part, (answered as Record<string, unknown>)[name]);
  }
}
