/** One rule of a bucket's CORS document. */
export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly seconds: number | undefined;
}

type Raw = Readonly<Record<string, unknown>>;

/** Names of a rule's parts: of S3 in JSON, of S3 in XML, of Google. */
const dialects = [
  { origins: 'AllowedOrigins', methods: 'AllowedMethods', headers: 'AllowedHeaders', exposed: 'ExposeHeaders', seconds: 'MaxAgeSeconds' },
  { origins: 'AllowedOrigin', methods: 'AllowedMethod', headers: 'AllowedHeader', exposed: 'ExposeHeader', seconds: 'MaxAgeSeconds' },
  { origins: 'origin', methods: 'method', headers: '', exposed: 'responseHeader', seconds: 'maxAgeSeconds' },
] as const;

/**
 * Reads a CORS document: S3's as the console takes it (JSON), as its API does (XML) and as its CLI does (`{"CORSRules": []}`), and Google's JSON.
 * Throws, as S3 refuses, where anything in it is unknown or missing.
 */
export const readCorsDocument = (text: string): CorsRule[] => {
  if (text.trimStart().startsWith('<')) return readXml(text).map(readRule);
  const document: unknown = JSON.parse(text);
  const rules = Array.isArray(document) ? document : (document as { CORSRules?: unknown }).CORSRules;
  if (!Array.isArray(rules) || rules.length === 0 || rules.length > 100) throw new Error('MalformedXML: no list of 1 to 100 rules');
  return rules.map((rule) => readRule(rule as Raw)); // each of its parts is checked
};

const readXml = (text: string): Raw[] => {
  const [, content] = /^\s*(?:<\?xml[^>]*\?>\s*)?<CORSConfiguration[^>]*>(.*)<\/CORSConfiguration>\s*$/s.exec(text) ?? [];
  const rules = [...(content ?? '').matchAll(/<CORSRule>(.*?)<\/CORSRule>/gs)].map(([, rule = '']) => {
    const parts: Record<string, unknown[]> = {};
    for (const [, name = '', value = ''] of rule.matchAll(/<(\w+)>([^<]*)<\/\1>/g)) (parts[name] ??= []).push(value.trim());
    const { MaxAgeSeconds, ID, ...lists } = parts;
    return {
      ...lists,
      ...(MaxAgeSeconds === undefined ? {} : { MaxAgeSeconds: Number(MaxAgeSeconds[0]) }),
      ...(ID === undefined ? {} : { ID: ID[0] }),
    };
  });
  if (rules.length === 0) throw new Error('MalformedXML: no rule');
  return rules;
};

const readRule = (raw: Raw): CorsRule => {
  const dialect = dialects.find(({ origins }) => origins in raw);
  if (dialect === undefined) throw new Error('MalformedXML: a rule without origins');
  const known = new Set<string>([...Object.values(dialect), 'ID']);
  const unknown = Object.keys(raw).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`MalformedXML: ${unknown.join(', ')}`);
  const rule = {
    origins: texts(raw, dialect.origins),
    methods: texts(raw, dialect.methods),
    headers: dialect.headers === '' ? texts(raw, dialect.exposed) : texts(raw, dialect.headers),
    exposed: texts(raw, dialect.exposed),
    seconds: secondsOf(raw[dialect.seconds]),
  };
  if (rule.origins.length === 0 || rule.methods.length === 0) throw new Error('MalformedXML: a rule needs origins and methods');
  const wild = [...rule.origins, ...rule.headers].find((one) => one.split('*').length > 2);
  if (wild !== undefined) throw new Error(`InvalidRequest: ${wild} can not have more than one wildcard`);
  const method = rule.methods.find((one) => !/^(GET|PUT|HEAD|POST|DELETE)$/.test(one));
  if (method !== undefined)
    throw new Error(`InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
  return rule;
};

const texts = (raw: Raw, name: string): string[] => {
  const value = raw[name] ?? [];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) throw new Error(`MalformedXML: ${name} is no list of texts`);
  return value;
};

const secondsOf = (value: unknown): number | undefined => {
  if (value === undefined) return undefined;
  if (!Number.isInteger(value) || Number(value) < 0) throw new Error('MalformedXML: MaxAgeSeconds is no number');
  return Number(value);
};
