import type { CloudRow } from '#lib/cloud-row.ts';
import type { Attempt, Probe, ReadFacts } from '#lib/read-facts.ts';
import type { Wanted } from '#lib/signed-address.ts';

export const now = Date.UTC(2026, 0, 1, 12);
export const row = (some: Partial<CloudRow> = {}): CloudRow => ({
  id: '1',
  bucket: 'models',
  key: 'AKID',
  secret: 'hush',
  token: '',
  region: '',
  host: 'https://minio.example:9000',
  style: '',
  ...some,
});
export const list: Wanted = { what: 'list', bucket: 'models', prefix: '', folders: false, limit: 1 };
export const object: Wanted = { what: 'object', bucket: 'models', key: 'a.png' };
export const page: Wanted = { what: 'object', bucket: 'models', key: 'plot.html' };
export const sas = 'sv=2024-11-04&sr=c&sp=rl&st=2026-01-01T10%3A00Z&se=2026-01-01T14%3A00Z&sig=x';
export const azure = row({ host: 'https://acct.blob.core.windows.net', key: '', secret: sas });
export const aws = row({ host: '' });
export const google = row({ host: 'https://storage.googleapis.com' });

export interface Case {
  readonly row?: CloudRow;
  /** no row: a plain web address */
  readonly web?: boolean;
  readonly wanted?: Wanted;
  readonly url?: string;
  readonly attempt: Attempt;
  readonly probe?: Probe;
  readonly reader?: Partial<ReadFacts['reader']>;
}

export const facts = ({
  row: by = row(),
  web = false,
  wanted = object,
  url = 'https://minio.example:9000/models/a.png',
  ...rest
}: Case): ReadFacts => ({
  asked: web ? undefined : { row: by, wanted },
  url: new URL(url),
  attempt: rest.attempt,
  probe: rest.probe ?? { kind: 'none' },
  reader: { origin: 'https://profile.example', host: 'profile.example', online: true, localNetwork: undefined, ...rest.reader },
  now,
});

export const said = (status: number, code: string, message = '', more = ''): Attempt => ({
  kind: 'answer',
  status,
  type: 'application/xml',
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`,
});
export const reached = (status: number, headers: Record<string, string> = {}, code = ''): Probe => ({
  kind: 'reached',
  status,
  code,
  headers,
});
export const unreached = (error: Extract<Probe, { kind: 'unreached' }>['error'], code = ''): Probe => ({ kind: 'unreached', error, code });

export const opaque: Attempt = { kind: 'opaque' };
export const silence: Attempt = { kind: 'silence' };
export const late: Attempt = { kind: 'late' };
export const cut: Attempt = { kind: 'cut' };
export const long: Attempt = { kind: 'long' };
export const redirect: Attempt = { kind: 'redirect' };
export const html = { kind: 'answer', status: 502, type: 'text/html', body: '<html>Bad gateway' } as const satisfies Attempt;
