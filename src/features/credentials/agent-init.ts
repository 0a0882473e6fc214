import type { ServerUrls } from './server-urls.ts';

/** How `clearml-agent init` is brought to keep three addresses: the one that the paste begins with, and what to answer to its questions. */
export interface AgentInit {
  readonly first: 'web' | 'api';
  /** what to type; at every other question Enter is right */
  readonly answers: readonly (readonly [question: string, answer: string])[];
}

/** Whether addresses cannot be kept by a wizard: it writes its file without quotes, where HOCON takes brackets for a list. */
export const breakUnquoted = (urls: ServerUrls): boolean => Object.values(urls).some((url) => url.includes('['));

/**
 * `clearml-agent init` keeps one address of a paste, the web server's, else the API server's, derives the others from it and asks for them.
 * An `app.` or port 8080 it takes for the web server's, an `api.` or port 8008 for the API server's, whatever it was told, and of any other
 * port it forgets the web server. Undefined where no way leads to these three. (clearml_agent/commands/config.py, by reading)
 */
export const agentInit = ({ web, api, files }: ServerUrls): AgentInit | undefined => {
  if (breakUnquoted({ web, api, files })) return undefined;
  const kept = (['web', 'api'] as const).find((kind) => keeps(kind, kind === 'web' ? web : api));
  if (kept === undefined) return undefined;
  const first = kept === 'web' ? web : api;
  const portless: AgentInit['answers'] = takenFor(first) === undefined ? [['use the default 8080 port', 'n']] : [];
  const other = kept === 'web' ? (['API Host', api] as const) : (['Web Application Host', web] as const);
  return { first: kept, answers: [...(new URL(first).port === '' ? portless : []), other, ['File Store Host', files]] };
};

const keeps = (kind: 'web' | 'api', url: string): boolean => {
  const known = takenFor(url);
  return known === kind || (known === undefined && (kind === 'api' || new URL(url).port === ''));
};

/** What the agent takes an address for by its name or port. */
const takenFor = (url: string): 'web' | 'api' | undefined => {
  const { hostname, port } = new URL(url);
  const named = /^(?:demo)?(app|api)\./u.exec(hostname)?.[1];
  if (named !== undefined) return named === 'app' ? 'web' : 'api';
  return port === '8080' ? 'web' : port === '8008' ? 'api' : undefined;
};
