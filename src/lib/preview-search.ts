import { queryParameters } from './query-parameters.ts';
import { isSecretParameter } from './secret-parameters.ts';
import { splitAddress } from './split-address.ts';
import { taskOf } from './task-address.ts';
import { hasUserInfo, isSigned, withoutSecrets } from './without-secrets.ts';

/** What an address has lost before it was opened. */
export interface Left {
  readonly userInfo: boolean;
  readonly signature: boolean;
  /** all of it: it was no address */
  readonly text: boolean;
}

/** What names neither a place nor a task may be keys, which the history must not have. */
const isText = (address: string): boolean => address !== '' && splitAddress(address) === undefined && taskOf(address) === undefined;

/** The address as the history may have it: without what is secret in it, and empty where it is none. */
export const bareAddress = (address: string): string => {
  const bare = withoutSecrets(address);
  return isText(bare) ? '' : bare;
};

/** What is left out of an address. */
export const leftOf = (address: string): Left => {
  const bare = withoutSecrets(address);
  if (isText(bare)) return { userInfo: false, signature: false, text: true };
  return { userInfo: hasUserInfo(address), signature: isSigned(address), text: false };
};

/** Between two pages the query says what was lost; Preview takes it out again. */
const words = { 'user-info': 'userInfo', signature: 'signature', text: 'text' } as const satisfies Record<string, keyof Left>;

/** What the query of Preview says was lost; undefined where it does not say. */
export const readLeft = (search: string): Left | undefined => {
  const left = new URLSearchParams(search).get('left')?.split(' ');
  return left === undefined
    ? undefined
    : { userInfo: left.includes('user-info'), signature: left.includes('signature'), text: left.includes('text') };
};

/**
 * The query of Preview's own address without what is secret in it or is no address, and what was lost in its place; undefined where it may stay. An address
 * that was not encoded leaves parts of its signature beside it: nothing else is kept. Nor is the fragment, of which Preview makes no use: it
 * may be the rest of a password.
 */
export const bareSearch = (search: string, fragment = ''): string | undefined => {
  const query = new URLSearchParams(search);
  const address = query.get('url') ?? '';
  const beside = [...query].filter(([name, value]) => name !== 'left' && (name !== 'url' || value !== address));
  const isCut = !hasUserInfo(address) && hasUserInfo(address + fragment);
  const bare = bareAddress(isCut ? address + fragment : address);
  if (bare === address && beside.length === 0 && fragment === '') return undefined;
  const before = readLeft(search);
  const left = leftOf(address);
  const isBeside = [...beside.map((pair) => pair.join('=')), fragment].some((text) => queryParameters(text).some(isSecretParameter));
  // the server may have taken out what is before the fragment
  const isRest = address === '' && fragment.includes('@');
  const lost = {
    userInfo: left.userInfo || isCut || isRest || before?.userInfo === true,
    signature: left.signature || isBeside || before?.signature === true,
    text: left.text || before?.text === true,
  };
  const said = Object.entries(words).flatMap(([word, name]) => (lost[name] ? word : []));
  return `?${new URLSearchParams({ url: bare, ...(said.length === 0 ? {} : { left: said.join(' ') }) }).toString()}`;
};
