import { readCorsDocument, type CorsRule } from './cors-document.ts';
import { refused } from './refusals.ts';
import type { Asked, Rules, S3Faults, Sent } from './types.ts';

/** A request from a page, or what a page asks for before it sends one. */
export interface Crossing {
  readonly origin: string;
  readonly method: string;
  readonly headers: readonly string[];
}

/** The first rule that allows it, as in S3. */
export const ruleFor = ({ origin, method, headers }: Crossing, rules: readonly CorsRule[]): CorsRule | undefined =>
  rules.find(
    (rule) =>
      rule.origins.some((pattern) => matches(pattern, origin)) &&
      rule.methods.includes(method) &&
      headers.every((name) => rule.headers.some((pattern) => matches(pattern.toLowerCase(), name.toLowerCase()))),
  );

/** One `*` stands for anything. */
const matches = (pattern: string, text: string): boolean => {
  const [start = '', end] = pattern.split('*');
  return end === undefined ? pattern === text : text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
};

const open: CorsRule = { origins: ['*'], methods: ['GET', 'HEAD'], headers: ['*'], exposed: [], seconds: undefined };

/** The rules of the bucket asked for; one that is not there has none. */
const rulesOf = ({ bucket }: Asked, { cors, buckets }: Rules, faults: S3Faults): CorsRule[] => {
  if (faults.noCors) return [];
  if (faults.corsFor !== undefined) return [{ ...open, origins: [faults.corsFor] }];
  if (cors === undefined) return [open];
  const document = typeof cors === 'string' ? cors : cors[bucket];
  return document === undefined || !Object.hasOwn(buckets, bucket) ? [] : readCorsDocument(document);
};

const headersOf = (rule: CorsRule, { origin, headers }: Crossing): Record<string, string> => {
  const everybody = rule.origins.includes('*');
  return {
    'Access-Control-Allow-Origin': everybody ? '*' : origin,
    ...(everybody ? {} : { 'Access-Control-Allow-Credentials': 'true' }),
    'Access-Control-Allow-Methods': rule.methods.join(', '),
    ...(headers.length === 0 ? {} : { 'Access-Control-Allow-Headers': headers.join(', ') }),
    ...(rule.exposed.length === 0 ? {} : { 'Access-Control-Expose-Headers': rule.exposed.join(', ') }),
    ...(rule.seconds === undefined ? {} : { 'Access-Control-Max-Age': String(rule.seconds) }),
    Vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
};

/** What an answer says to the page that asked. */
export const corsHeaders = (asked: Asked, rules: Rules, faults: S3Faults): Record<string, string> => {
  const { origin } = asked.headers;
  if (origin === undefined) return {};
  const crossing = { origin, method: asked.method, headers: [] };
  const rule = ruleFor(crossing, rulesOf(asked, rules, faults));
  return rule === undefined ? {} : headersOf(rule, crossing);
};

/** The answer to OPTIONS. */
export const preflight = (asked: Asked, rules: Rules, faults: S3Faults): Sent => {
  const { origin, 'access-control-request-method': method, 'access-control-request-headers': names = '' } = asked.headers;
  if (origin === undefined || method === undefined) return refused(rules, asked, 'BadRequest');
  const crossing = {
    origin,
    method,
    headers: names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  };
  const all = rulesOf(asked, rules, faults);
  const rule = ruleFor(crossing, all);
  if (rule !== undefined) return { status: 200, headers: headersOf(rule, crossing), body: '' };
  const message = all.length === 0 ? 'CORSResponse: CORS is not enabled for this bucket.' : undefined;
  return refused(rules, asked, 'AccessForbidden', message === undefined ? {} : { message });
};
