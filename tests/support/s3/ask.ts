import type { IncomingMessage } from 'node:http';
import type { Asked, Rules } from './types.ts';

/** Reads a request; undefined where its address is not percent-encoded UTF-8. */
export const readRequest = (request: IncomingMessage, rules: Rules): Asked | undefined => {
  const [path = '/', search = ''] = (request.url ?? '/').split('?', 2);
  try {
    const pairs = search.split('&').filter((pair) => pair !== '');
    const query = Object.fromEntries(
      pairs.map((pair) => [pair.replace(/=.*$/s, ''), pair.replace(/^[^=]*=?/, '')].map(decodeURIComponent)),
    );
    const host = request.headers.host ?? '';
    const place = placeOf(host.replace(/:\d+$/, ''), decodeURIComponent(path).slice(1), rules);
    return { method: request.method ?? 'GET', host, path, query: query as Record<string, string>, headers: request.headers, ...place }; // pairs of text
  } catch {
    return undefined;
  }
};

const placeOf = (name: string, path: string, { domains, styles }: Rules): Pick<Asked, 'bucket' | 'key' | 'style' | 'hostRegion'> => {
  const hostRegion = /(?:^|\.)s3[.-]([a-z0-9-]+)\.amazonaws\.com$/.exec(name)?.[1];
  const domain = styles === 'path' ? undefined : domains.find((one) => name.endsWith(`.${one}`));
  if (domain !== undefined) return { bucket: name.slice(0, -domain.length - 1), key: path, style: 'virtual', hostRegion };
  const [, bucket = '', key = ''] = /^([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket, key, style: 'path', hostRegion };
};
