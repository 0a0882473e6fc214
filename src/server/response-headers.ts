import type { MiddlewareHandler } from 'hono';
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
const always = Object.entries({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': unused.map((feature) => `${feature}=()`).join(', '),
});

/** Answers are for one caller and at one time, unless they say otherwise. */
const unlessSaid = Object.entries({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
});

/** An answer with the headers of security. */
export const withSecurity = (response: Response, { hsts }: Pick<Settings, 'hsts'>): Response => {
  const { headers } = response;
  for (const [name, value] of always) headers.set(name, value);
  for (const [name, value] of unlessSaid) if (!headers.has(name)) headers.set(name, value);
  if (hsts) headers.set('strict-transport-security', 'max-age=31536000');
  return response;
};

/** The headers of security, on every answer. */
export const securityHeaders =
  (settings: Pick<Settings, 'hsts'>): MiddlewareHandler =>
  async (c, next) => {
    await next();
    withSecurity(c.res, settings);
  };

/** Any program may use any method; so may a page of `CORS_ORIGINS`, where it sends `Authorization`. */
const methods = 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT';

/** Lets pages of `CORS_ORIGINS` call with the cookie; any other origin is never named. */
export const crossOrigin =
  ({ corsOrigins }: Pick<Settings, 'corsOrigins'>): MiddlewareHandler =>
  async (c, next) => {
    const origin = c.req.header('origin');
    const preflight = c.req.method === 'OPTIONS';
    if (preflight) c.res = new Response('', { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    else await next();
    if (corsOrigins.length > 0) c.res.headers.append('vary', 'Origin');
    if (origin === undefined || !corsOrigins.includes(origin)) return;
    c.res.headers.set('access-control-allow-origin', origin);
    c.res.headers.set('access-control-allow-credentials', 'true');
    c.res.headers.set('access-control-expose-headers', 'Retry-After');
    if (!preflight) return;
    c.res.headers.set('access-control-allow-methods', methods);
    const wanted = c.req.header('access-control-request-headers');
    if (wanted !== undefined) c.res.headers.set('access-control-allow-headers', wanted.split(/\s*,\s*/).join(', '));
    c.res.headers.set('access-control-max-age', '600');
  };
