import { parsedUrl } from './parsed-url.ts';
import { asOneLine, queryMark } from './query-mark.ts';
import { queryParameters, type QueryParameter } from './query-parameters.ts';
import { isSecretParameter } from './secret-parameters.ts';

/** What else belongs to a signature. Words such as `se` alone may be somebody's own. */
const besideSignature =
  /^(x-[a-z]+-.+|q-.+|expires|key-pair-id|policy|sv|se|st|sp|sr|ss|srt|spr|sip|si|sks|skv|skt|ske|skoid|sktid|saoid|suoid|scid|sdd|temp_url_.+)$/;

/** Whether a name or a password stands before the host, read as the browser reads it. */
export const hasUserInfo = (address: string): boolean => {
  const text = asOneLine(address);
  const whole = isWeb(text) ? text.replace(/#.*/s, '') : text;
  return text.includes('@') && withoutUser(whole) !== whole;
};

const isWeb = (text: string): boolean => /^https?:/i.test(text);

/** The address without user-info, fragment of a web address, and signature, fit for the browser's history. Blanks at its ends go too. */
export const withoutSecrets = (address: string): string => {
  const bare = withoutOne(address);
  // what is left may be read as another address
  return bare === address ? bare : withoutSecrets(bare);
};

/** Whether a signature, or what else opens a storage, is in what follows the host. */
export const isSigned = (address: string): boolean => {
  const bare = withoutUser(asOneLine(address));
  return hasOne(queryOf(bare), isSecretParameter) || (bare !== address && isSigned(bare));
};

const withoutOne = (address: string): string => {
  const bare = withoutUser(asOneLine(address));
  const query = queryOf(bare);
  if (!hasOne(query, isSecretParameter)) return bare;
  const kept = (query.match(pairs) ?? [])
    .filter((pair) => !hasOne(pair, (one) => isSecretParameter(one) || besideSignature.test(one.name)))
    .join('');
  return bare.slice(0, queryMark(bare)?.start) + kept.replace(separator, '?');
};

const queryOf = (address: string): string => address.slice(queryMark(address)?.end ?? address.length);

const hasOne = (query: string, isOne: (one: QueryParameter) => boolean): boolean => queryParameters(query).some(isOne);

/** Each parameter with what separates it from the one before. */
const pairs = /(?:^|&amp;|\\u0026|[&;])(?:(?!\\u0026)[^&;])*/gi;
const separator = /^(?:&amp;|\\u0026|[&;])?(?=[^])/i;

/** A web address is read as the browser reads it, so that `https:\\user@host` is no way around; what it cannot read is dropped. */
const withoutUser = (text: string): string => {
  if (!isWeb(text)) return withoutPassword(text);
  const url = parsedUrl(text);
  if (url === undefined) return '';
  if (url.username === '' && url.password === '' && url.hash === '') return text;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
};

/** Secret keys hold `/`, and passwords whatever else ends the host of an address: what stands behind a colon and is no port is one, up to the last `@`. */
const withoutPassword = (text: string): string => {
  const [start = ''] = /^(?:[a-z][a-z0-9+.-]*:(?=[/\\]))?[/\\]*/i.exec(text) ?? [];
  const rest = text.slice(start.length);
  const [first = ''] = rest.split(/[/?#]/, 1);
  const isHost = /^(?:[^:[\]/?#]*|\[[0-9a-f:.]+\])(?::\d{1,5}(?=\/|$))?(?:[/?#]|$)/i.test(rest);
  const end = (isHost ? first : rest).lastIndexOf('@');
  return start + rest.slice(end + 1);
};
