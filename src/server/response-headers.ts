import type { Answer } from './envelope.ts';
import type { Settings } from './settings.ts';

/** Of what a page can ask a browser for, what ours never does; copying, sharing, films on the whole screen and a bucket in the local network stay allowed. */
const unused = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];

/** Said of every answer; pages and files bring a policy of their own. */
const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': unused.map((feature) => `${feature}=()`).join(', '),
};

/** Answers are for one caller and at one time, unless they say otherwise. */
const unlessSaid = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
};

/** Makes the Response of what is answered, with the headers of security and with `more`, which may add to `vary`. Each answer leaves through one of these. */
export const securing = ({ hsts }: Pick<Settings, 'hsts'>): ((answer: Answer | Response, more?: Answer['headers']) => Response) => {
  const fixed = { ...always, ...(hsts ? { 'strict-transport-security': 'max-age=31536000' } : {}) };
  // put together once; no answer of ours names one of those that are fixed
  const all = { ...unlessSaid, ...fixed };
  return (answer, more) => {
    // headers that were never looked at are sent as they are here: no object has to be made of them
    if (!(answer instanceof Response))
      return new Response(answer.body, { status: answer.status, headers: { ...all, ...answer.headers, ...more } });
    const { headers } = answer;
    for (const [name, value] of Object.entries(unlessSaid)) if (!headers.has(name)) headers.set(name, value);
    for (const [name, value] of Object.entries({ ...fixed, ...more }))
      if (name === 'vary') headers.append(name, value);
      else headers.set(name, value);
    return answer;
  };
};

/** Any program may use any method; so may a page of `CORS_ORIGINS`, where it sends `Authorization`. */
const methods = 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT';

/** The answer to whoever asks beforehand what a page may send. */
export const preflight: Answer = { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '' };

/** What lets pages of `CORS_ORIGINS` call with the cookie; any other origin is never named. Undefined where there are none. */
export const crossOrigin = (
  { method, headers }: Request,
  { corsOrigins }: Pick<Settings, 'corsOrigins'>,
): Answer['headers'] | undefined => {
  if (corsOrigins.length === 0) return undefined;
  const origin = headers.get('origin');
  if (origin === null || !corsOrigins.includes(origin)) return { vary: 'Origin' };
  const allowed = {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After',
  };
  if (method !== 'OPTIONS') return allowed;
  const wanted = headers.get('access-control-request-headers');
  return {
    ...allowed,
    'access-control-allow-methods': methods,
    ...(wanted === null ? {} : { 'access-control-allow-headers': wanted.split(/\s*,\s*/).join(', ') }),
    'access-control-max-age': '600',
  };
};
