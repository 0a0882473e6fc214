import { isIP } from 'node:net';
import { parsedUrl } from '#lib/parsed-url.ts';
import { isNetwork } from './addresses.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be used; the message is one sentence that names it, for the operator. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The value without blanks around it; null where there is none. */
export const text = (env: Environment, name: string): string | null => env[name]?.trim() || null;

/** A value as the sentence shows it. */
const shown = (value: string): string => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);

const wrong = (name: string, must: string, value: string): SettingsError =>
  new SettingsError(`${name} must be ${must}, not ${shown(value)}.`);

/** A key that a server's own keys are derived from: one that is too short could be guessed, and an empty one is known to everybody. */
export const requireLongKey = (name: string, key: string): string => {
  if (key.length < 16) throw new SettingsError(`${name} must have at least 16 characters.`);
  return key;
};

/** One of some words; `usual` where there is no value. */
export const choice = <const Choice extends string>(env: Environment, name: string, choices: readonly Choice[], usual: Choice): Choice => {
  const value = text(env, name);
  if (value === null) return usual;
  const found = choices.find((known) => known === value);
  if (found === undefined) throw wrong(name, `one of ${choices.join(', ')}`, value);
  return found;
};

/** A TCP port; 0 lets the system choose. */
export const port = (env: Environment, name: string, usual: number): number => {
  const value = text(env, name);
  if (value === null) return usual;
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw wrong(name, 'a port from 0 to 65535', value);
  return Number(value);
};

/** A whole number from 1, or null for `unlimited`. */
export const count = (env: Environment, name: string, usual: number): number | null => {
  const value = text(env, name);
  if (value === null) return usual;
  if (value === 'unlimited') return null;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw wrong(name, 'a whole number from 1, or unlimited', value);
  return Number(value);
};

/** An address as it was written; null where there is none. The sentence never shows one: it may hold a password. */
export const url = (env: Environment, name: string, protocols: readonly string[] = ['http:', 'https:']): string | null => {
  const value = text(env, name);
  if (value === null) return null;
  if (!protocols.includes(parsedUrl(value)?.protocol ?? ''))
    throw new SettingsError(`${name} must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`);
  return value;
};

/** An address that everybody may see. */
export const publicUrl = (env: Environment, name: string): string | null => {
  const value = url(env, name);
  if (value === null) return null;
  const { username, password } = new URL(value);
  if (`${username}${password}` !== '')
    throw new SettingsError(`${name} must be an address without user name and password: it is shown to everybody.`);
  return value;
};

/** An address with a slash at its end, and nothing behind its path. */
export const folderUrl = (env: Environment, name: string): string | null => {
  const value = url(env, name);
  if (value === null) return null;
  const { search, hash, username, password, origin, pathname } = new URL(value);
  if (`${search}${hash}${username}${password}` !== '')
    throw new SettingsError(`${name} must be an address without user name, query and fragment.`);
  return `${origin}${pathname.replace(/\/*$/, '/')}`;
};

const list = (env: Environment, name: string): string[] =>
  (text(env, name) ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Origins, comma-separated, each without a path. */
export const origins = (env: Environment, name: string): string[] =>
  list(env, name).map((entry) => {
    const origin = parsedUrl(entry)?.origin;
    if (origin === undefined || !/^https?:\/\//.test(entry) || !['/', ''].includes(entry.slice(origin.length)))
      throw wrong(name, 'a comma-separated list of origins like https://app.example.com', entry);
    return origin;
  });

/** Addresses and networks, comma-separated. */
export const networkList = (env: Environment, name: string): string[] =>
  list(env, name).map((entry) => {
    if (!isNetwork(entry)) throw wrong(name, 'a comma-separated list of addresses or networks like 10.0.0.0/8', entry);
    return entry;
  });

const isHost = (entry: string): boolean => {
  const [, host = '', port = '0'] = /^(\[[^\]]+\]|[^:/[\]]+)(?::(\d{1,5}))?$/.exec(entry) ?? [];
  return (/^[A-Za-z0-9._-]+$/.test(host) || isIP(host.slice(1, -1)) === 6) && Number(port) <= 65_535;
};

/** Networks and hosts, comma-separated, hosts with a port or without. */
export const hosts = (env: Environment, name: string): string[] =>
  list(env, name).map((entry) => {
    if (!isNetwork(entry) && !isHost(entry))
      throw wrong(name, 'a comma-separated list of networks or hosts like 10.0.0.0/8,minio.lan:9000', entry);
    return entry;
  });

/** A name that a cookie may have; null where there is none. */
export const cookieName = (env: Environment, name: string): string | null => {
  const value = text(env, name);
  if (value !== null && !/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/.test(value))
    throw wrong(name, 'a cookie name without blanks, = and ;', value);
  return value;
};

/** One line of text. */
export const line = (env: Environment, name: string, most: number): string | null => {
  const value = text(env, name);
  if (value !== null && (value.length > most || /\p{Cc}/u.test(value))) throw wrong(name, `one line of at most ${most} characters`, value);
  return value;
};
