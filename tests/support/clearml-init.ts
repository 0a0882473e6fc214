import { isHoconObject, parseHocon, type HoconObject } from './hocon.ts';

/** What the wizards keep of a paste. */
export interface Kept {
  readonly web: string;
  readonly api: string;
  readonly files: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** `clearml-init` at a terminal: it reads up to an empty line or a lone `}`. Throws where it would ask or give up. (clearml/cli/config) */
export const clearmlInit = (paste: string): Kept => kept(uptoEnd(paste));

/** The same in a notebook of Colab, which makes one line of the paste; it is split where there are two spaces or more. */
export const clearmlInitInColab = (paste: string, lineEnd: '' | ' '): Kept =>
  kept(paste.split('\n').join(lineEnd).split(/ {2,}/u).join('\n'));

const kept = (text: string): Kept => {
  const api = section(text);
  const { web_server: web, api_server: server, files_server: files } = api;
  if (!isAddress(web) || !isAddress(server) || !isAddress(files)) throw new Error('clearml-init asks for an address');
  if (new Set([web, server, files]).size < 3) throw new Error('All three server URLs should be distinct');
  return { web, api: server, files, ...keys(api) };
};

/** `clearml-agent init`, answered by the first entry that its question contains, else by Enter. (clearml_agent/commands/config.py) */
export const clearmlAgentInit = (paste: string, answers: readonly (readonly [question: string, answer: string])[]): Kept => {
  const api = section(uptoEnd(paste));
  const answer = (question: string): string => answers.find(([part]) => question.includes(part))?.[1] ?? '';
  const asked = (question: string, offered: string): string => answer(`${question} configured to:`) || offered;
  const { web_server: web, api_server: server } = api;
  const first = isAddress(web) ? web : server;
  if (!isAddress(first)) throw new Error('clearml-agent init asks for the web server');
  const guessed = guess(asked(first === web ? 'WEB Host' : 'API Host', first), answer);
  const hosts =
    first === web ? { ...guessed, api: asked('API Host', guessed.api) } : { ...guessed, web: asked('Web Application Host', guessed.web) };
  return { ...hosts, files: asked('File Store Host', hosts.files), ...keys(api) };
};

const guess = (url: string, answer: (question: string) => string): { web: string; api: string; files: string } => {
  const { host, port, protocol, pathname } = new URL(url);
  const at = (netloc: string): string => `${protocol}//${netloc}${pathname === '/' ? '' : pathname}`;
  const named = /^(demo)?(?:app|api)\./u.exec(host);
  if (named !== null) {
    const rest = host.slice(named[0].length);
    const [web = '', api = '', files = ''] = ['app', 'api', 'files'].map((name) => at(`${named[1] ?? ''}${name}.${rest}`));
    return { web, api, files };
  }
  const ported = (number: string): string => at(host.replace(/:\d+$/u, `:${number}`));
  if (port === '8008' || port === '8080') return { web: ported('8080'), api: ported('8008'), files: ported('8081') };
  if (port !== '') return { web: '', api: url, files: '' };
  if (answer('do you wish to use the default 8080 port n/[y]?') === 'n') return { web: url, api: url, files: url };
  return { web: at(`${host}:8080`), api: at(`${host}:8008`), files: at(`${host}:8081`) };
};

/** What is read of a paste; more would be waited for where nothing ends it. */
const uptoEnd = (paste: string): string => {
  const lines = paste.split(/\r\n|[\n\r]/u);
  const end = lines.findIndex((line) => line === '' || line.trimEnd() === '}');
  if (end < 0) throw new Error('The wizard waits for the end of the paste');
  return lines.slice(0, end + 1).join('\n');
};

const section = (text: string): HoconObject => {
  const { api } = parseHocon(text);
  if (!isHoconObject(api)) throw new Error('There is no section api');
  return api;
};

const keys = ({ credentials }: HoconObject): Pick<Kept, 'accessKey' | 'secretKey'> => {
  const { access_key: accessKey, secret_key: secretKey, ...others } = isHoconObject(credentials) ? credentials : {};
  if (typeof accessKey !== 'string' || typeof secretKey !== 'string' || Object.keys(others).length > 0) {
    throw new Error('Could not parse credentials');
  }
  return { accessKey, secretKey };
};

const isAddress = (value: HoconObject[string] | undefined): value is string => typeof value === 'string' && /^https?:\/\//u.test(value);
