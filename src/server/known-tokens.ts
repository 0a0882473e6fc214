import { readToken, type TokenVerdict } from './rules/token.ts';

/** Tokens whose signature was found good are remembered, so many at most: checking one costs more than all else that a small call does. */
const most = 5_000;

type Good = Extract<TokenVerdict, { session: string }>;

const known = new WeakMap<Uint8Array, Map<string, Good>>();

/** `readToken`, remembering good ones. What can change, the end of the token here and its session in the database, is looked at each time. */
export const readKnownToken = async (key: Uint8Array, token: string, now: number): Promise<TokenVerdict> => {
  const tokens = known.get(key) ?? new Map<string, Good>();
  known.set(key, tokens);
  const seen = tokens.get(token);
  if (seen !== undefined && now < seen.expires) return seen;
  const verdict = await readToken(key, token, now);
  if ('refused' in verdict) return verdict;
  const [oldest] = tokens.keys();
  if (tokens.size >= most && oldest !== undefined) tokens.delete(oldest);
  tokens.set(token, verdict);
  return verdict;
};
