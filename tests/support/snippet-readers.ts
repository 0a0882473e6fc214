import { isDeepStrictEqual } from 'node:util';
import { parse as parseEnv } from 'dotenv';
import { parse as parseYaml } from 'yaml';
import { clearmlInit } from './clearml-init.ts';
import { isHoconObject, parseHocon, type HoconObject } from './hocon.ts';
import { assignments, exportedBy, runShell } from './run-shell.ts';

/** Environment variables, whatever form they were written in. */
export type Variables = Record<string, unknown>;

/** The variables of an `api` section. */
const fromConf = (text: string): Variables => {
  const api = objectAt(parseHocon(text), 'api');
  const { access_key, secret_key } = objectAt(api, 'credentials');
  return {
    CLEARML_WEB_HOST: api['web_server'],
    CLEARML_API_HOST: api['api_server'],
    CLEARML_FILES_HOST: api['files_server'],
    CLEARML_API_ACCESS_KEY: access_key,
    CLEARML_API_SECRET_KEY: secret_key,
    ...('verify_certificate' in api ? { CLEARML_API_HOST_VERIFY_CERT: api['verify_certificate'] } : {}),
  };
};

const objectAt = (object: HoconObject, name: string): HoconObject => {
  const found = object[name];
  if (!isHoconObject(found)) throw new Error(`There is no ${name}`);
  return found;
};

const fromPaste = (text: string): Variables => {
  const { web, api, files, accessKey, secretKey } = clearmlInit(text);
  return {
    CLEARML_WEB_HOST: web,
    CLEARML_API_HOST: api,
    CLEARML_FILES_HOST: files,
    CLEARML_API_ACCESS_KEY: accessKey,
    CLEARML_API_SECRET_KEY: secretKey,
  };
};

/** A form for a terminal, in both shells; they must agree. */
const fromShell = (text: string): Variables => {
  const [read, also] = [exportedBy('sh', text), exportedBy('bash', text)];
  if (!isDeepStrictEqual(read, also)) throw new Error('The shells differ');
  return read;
};

/** `docker run --env-file` takes everything behind `=` as it stands; dotenv and a shell take quotes and `#` for more. All must agree. */
const fromEnvFile = (text: string): Variables => {
  const docker = assignments(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
  for (const other of [parseEnv(text), exportedBy('bash', `set -a\n${text}`)]) {
    if (!isDeepStrictEqual({ ...other }, docker)) throw new Error(`Readers of .env differ: ${JSON.stringify([docker, other])}`);
  }
  return docker;
};

/** IPython: a line is a comment or `%env NAME=value` to its end; `$` and `{` would be substituted. */
const fromCell = (text: string): Variables => {
  const lines = text.split(/[\n\r\v\f\u0085\u2028\u2029]/u).filter((line) => !line.startsWith('#'));
  const broken = lines.find((line) => !/^%env [A-Z_]+=[^\s${]+$/u.test(line));
  if (broken !== undefined) throw new Error(`Not a line of %env: ${broken}`);
  return assignments(lines.map((line) => line.slice('%env '.length)));
};

/** The options `-e` of a command, by a shell with a `docker` that writes down what it is given. */
const fromDocker = (text: string): Variables => {
  const given = runShell('sh', String.raw`docker() { printf '%s\0' "$@"; }` + `\n${text}`);
  return assignments(given.filter((_, at) => given[at - 1] === '-e'));
};

/** What stands at a path of a YAML document. */
const fromYaml =
  (...path: readonly string[]) =>
  (text: string): Variables =>
    path.reduce((at: Variables, name) => at[name] as Variables, parseYaml(text) as Variables); // a missing one fails the comparison

const fromCompose = (text: string): Variables =>
  Object.fromEntries(
    Object.entries(fromYaml('services', 'your-service', 'environment')(text)).map(([name, value]) => [name, substituted(String(value))]),
  );

/** Compose: `$$` is a `$`, any other begins a substitution. */
const substituted = (value: string): string => {
  if (/(?<!\$)\$(?:\$\$)*(?!\$)/u.test(value)) throw new Error(`Compose substitutes in ${value}`);
  return value.replaceAll('$$', '$');
};

const fromHelm = (text: string): Variables => {
  const { clearml, agentk8sglue: agent } = parseYaml(text) as { clearml: Variables; agentk8sglue: Variables }; // a missing one throws below
  return {
    CLEARML_WEB_HOST: agent['webServerUrlReference'],
    CLEARML_API_HOST: agent['apiServerUrlReference'],
    CLEARML_FILES_HOST: agent['fileServerUrlReference'],
    CLEARML_API_ACCESS_KEY: clearml['agentk8sglueKey'],
    CLEARML_API_SECRET_KEY: clearml['agentk8sglueSecret'],
    ...('clearmlcheckCertificate' in agent ? { CLEARML_API_HOST_VERIFY_CERT: String(agent['clearmlcheckCertificate']) } : {}),
  };
};

/** By the id of a form of snippet: what its real reader makes of it. Throws where that would complain, ask or wait. */
export const snippetReaders: Readonly<Record<string, (text: string) => Variables>> = {
  conf: fromConf,
  init: fromPaste,
  shell: fromShell,
  env: fromEnvFile,
  jupyter: fromCell,
  docker: fromDocker,
  compose: fromCompose,
  kubernetes: fromYaml('stringData'),
  github: fromYaml('env'),
  'agent-docker': fromDocker,
  helm: fromHelm,
};
