import { resolve } from 'node:path';
import { readFixedUsers, readGuestUser } from './environment-users.ts';
import * as read from './environment-values.ts';
import { SettingsError, type Environment } from './environment-values.ts';
import type { Settings } from './settings.ts';

export { SettingsError } from './environment-values.ts';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Which users there are, and who may sign up. */
const readPeople = (env: Environment, deployment: Settings['deployment']): Pick<Settings, 'fixedUsers' | 'guestUser' | 'signup'> => {
  for (const name of ['FIXED_USERS', 'GUEST_USER'])
    if (deployment === 'hosted' && read.text(env, name) !== null) throw new SettingsError(`${name} needs DEPLOYMENT=self-hosted.`);
  const fixedUsers = readFixedUsers(env);
  const signup = read.choice(env, 'SIGNUP', ['open', 'invite', 'closed'], fixedUsers.length > 0 ? 'closed' : 'open');
  if (deployment === 'self-hosted' && signup === 'invite')
    throw new SettingsError('SIGNUP=invite needs DEPLOYMENT=hosted: a self-hosted server has no invitations.');
  return { fixedUsers, guestUser: readGuestUser(env), signup };
};

/** Where data is kept, and with which key. */
const readStorage = (env: Environment): Pick<Settings, 'dataDir' | 'databaseUrl' | 'secretKey'> => {
  const databaseUrl = read.url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']);
  const given = read.text(env, 'SECRET_KEY');
  const secretKey = given === null ? null : read.requireLongKey('SECRET_KEY', given);
  if (databaseUrl !== null && secretKey === null)
    throw new SettingsError('SECRET_KEY is required with DATABASE_URL, the same one for every process.');
  return { dataDir: resolve(read.text(env, 'DATA_DIR') ?? 'data'), databaseUrl, secretKey };
};

const readAddresses = (
  env: Environment,
): Pick<Settings, 'publicUrl' | 'webUrl' | 'apiUrl' | 'filesUrl' | 'corsOrigins' | 'usageReportUrl'> => ({
  publicUrl: read.folderUrl(env, 'PUBLIC_URL'),
  webUrl: read.publicUrl(env, 'WEB_URL'),
  apiUrl: read.publicUrl(env, 'API_URL'),
  filesUrl: read.publicUrl(env, 'FILES_URL'),
  corsOrigins: read.origins(env, 'CORS_ORIGINS'),
  usageReportUrl: read.url(env, 'USAGE_REPORT_URL'),
});

/** What belongs to accounts of our own, and so to no ClearML Server. */
const embeddedOnly = ['DEPLOYMENT', 'DATABASE_URL', 'FIXED_USERS', 'GUEST_USER'];

const readClearml = (env: Environment): Settings['clearml'] => {
  const apiUrl = read.folderUrl(env, 'CLEARML_API_URL');
  if (apiUrl === null) return null;
  const other = embeddedOnly.find((name) => read.text(env, name) !== null);
  if (other !== undefined) throw new SettingsError(`${other} is for accounts of our own: unset it, or CLEARML_API_URL.`);
  const [key, secret] = [read.text(env, 'CLEARML_WEB_KEY'), read.text(env, 'CLEARML_WEB_SECRET')];
  if ((key === null) !== (secret === null)) throw new SettingsError('CLEARML_WEB_KEY and CLEARML_WEB_SECRET go together.');
  const proxy = (name: string): string | null => read.url(env, name) ?? read.url(env, name.toLowerCase());
  return {
    apiUrl: apiUrl.replace(/\/$/, ''),
    webPair: key === null || secret === null ? null : { key, secret },
    proxies: { http: proxy('HTTP_PROXY'), https: proxy('HTTPS_PROXY'), none: read.text(env, 'NO_PROXY') ?? read.text(env, 'no_proxy') },
  };
};

/** The settings that an environment makes. Throws a SettingsError, one sentence that names the value that is wrong; an empty value counts as absent. */
export const readSettings = (env: Environment): Settings => {
  const clearml = readClearml(env);
  const deployment = clearml === null ? read.choice(env, 'DEPLOYMENT', ['hosted', 'self-hosted'], 'hosted') : 'connected';
  const cookieName = read.cookieName(env, 'COOKIE_NAME');
  const seats = read.count(env, 'SEATS_PER_WORKSPACE', 10);
  return {
    port: read.port(env, 'PORT', 8080),
    host: read.text(env, 'HOST') ?? '127.0.0.1',
    ...readStorage(env),
    deployment,
    clearml,
    ...readPeople(env, deployment),
    seats: deployment === 'self-hosted' ? null : seats,
    ...readAddresses(env),
    cookieName: cookieName ?? 'clearml_token_basic',
    // ClearML's own pages know its cookie by this very name
    cookieNameSet: cookieName !== null || clearml !== null,
    hsts: read.choice(env, 'HSTS', ['0', '1'], '0') === '1',
    supportContact: read.line(env, 'SUPPORT_CONTACT', 200),
    probeAllow: read.hosts(env, 'PROBE_ALLOW'),
    rateLimits: read.choice(env, 'RATE_LIMITS', ['on', 'off'], 'on') === 'on',
    trustedProxies: read.networkList(env, 'TRUSTED_PROXIES'),
    logLevel: read.choice(env, 'LOG_LEVEL', levels, 'info'),
  };
};
