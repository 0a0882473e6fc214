import type { ResponseOf } from '#contract/index.ts';
import type * as storage from '#contract/storage.ts';
import { dateIn } from '#lib/date-in.ts';
import { parsedUrl } from '#lib/parsed-url.ts';
import { element } from '#lib/xml.ts';
import type { Answer } from './ask.ts';

/** What a storage said, as far as it is told. */
export type Reached = Omit<Extract<ResponseOf<typeof storage.probeUrl>, { reached: true }>, 'timing_ms'>;

/** Headers that tell something about a storage; others are not passed on. */
const told = [
  'access-control-allow-origin',
  'access-control-expose-headers',
  'content-type',
  'content-length',
  'date',
  'location',
  'server',
  'x-amz-bucket-region',
  'x-ms-error-code',
  'x-minio-error-code',
  'www-authenticate',
];
/** More than any of them has to say, characters. */
const valueMax = 1000;

/** Where it leads without what was asked: a redirect often repeats the query, signature and all. Undefined where it leads to no web address. */
const bareLocation = (location: string, from: URL): string | undefined => {
  const url = parsedUrl(location, from.href);
  return url !== undefined && /^https?:$/.test(url.protocol) ? `${url.origin}${url.pathname}` : undefined;
};

const headersOf = ({ headers }: Answer, url: URL): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const name of told) {
    const value = [headers[name] ?? []].flat().join(', ');
    const shown = name === 'location' ? bareLocation(value, url) : value;
    if (headers[name] !== undefined && shown !== undefined) kept[name] = shown.slice(0, valueMax);
  }
  return kept;
};

/** The storage's own name for a failure: a header of Azure or MinIO, else S3's XML. */
const ownCode = ({ headers, body }: Answer): string | undefined => {
  const code = headers['x-ms-error-code'] ?? headers['x-minio-error-code'] ?? element(body, 'Code');
  return typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? code : undefined;
};

/** The answer of a storage at `url` as it is told; `now` is our clock when it came, ms. */
export const reachedWith = (answer: Answer, url: URL, now: number): Reached => {
  const code = ownCode(answer);
  const date = dateIn(answer.headers.date);
  return {
    reached: true,
    status: answer.status,
    ...(code === undefined ? {} : { error_code: code }),
    headers: headersOf(answer, url),
    // the header has no fractions
    ...(date === undefined ? {} : { clock_skew_sec: Math.floor(date / 1000) - Math.floor(now / 1000) }),
  };
};
