import type { RowFields } from './cloud-row.ts';
import { nothingPasted, pastedRow, type Pasted } from './pasted-row.ts';
import { azureRow, readConnectionString } from './row-paste-azure.ts';

type Section = ReadonlyMap<string, string>;

/** `[name]` and `key = value`, by section; what stands before the first one belongs to `default`. */
const readSections = (text: string): Map<string, Map<string, string>> => {
  const sections = new Map<string, Map<string, string>>();
  let name = 'default';
  for (const whole of text.split(/[\r\n]+/)) {
    const line = whole.trim();
    if (line.startsWith('[') && line.endsWith(']'))
      name = line
        .slice(1, -1)
        .trim()
        .replace(/^profile /, '')
        .trim();
    const at = line.indexOf('=');
    if (at <= 0 || /^[#;[]/.test(line)) continue;
    const section = sections.get(name) ?? new Map<string, string>();
    sections.set(
      name,
      section.set(
        line.slice(0, at).trim().toLowerCase(),
        line
          .slice(at + 1)
          .split(/ [#;]/, 1)[0]
          ?.trim() ?? '',
      ),
    );
  }
  return sections;
};

const fieldsOf = (section: Section): Partial<RowFields> => ({
  key: section.get('aws_access_key_id') ?? '',
  secret: section.get('aws_secret_access_key') ?? '',
  token: section.get('aws_session_token') ?? section.get('aws_security_token') ?? '',
  region: section.get('region') ?? '',
  host: section.get('endpoint_url') ?? '',
});

/** `~/.aws/credentials` and `~/.aws/config`, also one after the other; undefined where the text is neither. */
export const readAwsProfiles = (text: string): Pasted | undefined => {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const says = (name: RegExp): boolean => lines.some((line) => name.test(line));
  const headed = says(/^\[[^[\]{}",]+\]$/);
  if (!says(/^aws_access_key_id\s*=/i) && !(headed && says(/^(region|sso_\w+|role_arn|credential_process)\s*=/i))) return undefined;
  const sections = [...readSections(text)];
  const withKeys = sections.filter(([, section]) => section.has('aws_access_key_id'));
  const others = sections.filter(([, section]) =>
    ['role_arn', 'sso_session', 'sso_start_url', 'credential_process'].some((name) => section.has(name)),
  );
  return {
    rows: (withKeys.length > 0 ? withKeys : sections).flatMap(([name, section]) => pastedRow(fieldsOf(section), name)),
    notes: others.filter(([, section]) => !section.has('aws_access_key_id')).map(([name]) => ({ what: 'profile_without_keys', name })),
  };
};

const setting = /^(?:export |setx? |declare -x |\$env:|%env |ENV |- )?\s*((?:AWS|AZURE_STORAGE)_[A-Z_]+)(?:\s*[=:]| )(.*)$/is;

const connectionString = 'AZURE_STORAGE_CONNECTION_STRING';

/** Ends of lines, and what stands before a further setting in one: `NAME=a NAME=b`, `NAME=a; export NAME=b`, `$env:NAME=a;$env:NAME=b`. */
const betweenSettings = /[\r\n\u2028\u2029]+|[;:\s](?=(?:AWS|AZURE_STORAGE)_[A-Z_]+\s*=)/;

/** The value of a setting in a shell, an env file or YAML. Without quotes it is one word, of which only a connection string holds a `;`. */
const valueOf = (name: string, text: string): string => {
  const [mark = ''] = text;
  const end = mark === '"' || mark === "'" ? text.indexOf(mark, 1) : -1;
  return end < 0 ? (text.split(name === connectionString ? /\s/ : /[\s;]/, 1)[0] ?? '') : text.slice(1, end);
};

/** Settings of the environment, as shells, env files and notebooks write them; undefined where there are none. */
export const readVariables = (text: string): Pasted | undefined => {
  const found = new Map<string, string>();
  for (const part of text.split(betweenSettings)) {
    const [, name, value = ''] = setting.exec(part.trim()) ?? [];
    // in small letters they are names of a profile
    if (name !== undefined && name === name.toUpperCase()) found.set(name, valueOf(name, value.trim()));
  }
  if (found.size === 0) return undefined;
  const value = (name: string): string => found.get(name) ?? '';
  const aws = pastedRow({
    key: value('AWS_ACCESS_KEY_ID'),
    secret: value('AWS_SECRET_ACCESS_KEY'),
    token: value('AWS_SESSION_TOKEN'),
    region: value('AWS_REGION') || value('AWS_DEFAULT_REGION'),
    host: value('AWS_ENDPOINT_URL_S3') || value('AWS_ENDPOINT_URL'),
  });
  const azure =
    readConnectionString(value(connectionString)) ??
    (found.has('AZURE_STORAGE_ACCOUNT') || found.has('AZURE_STORAGE_SAS_TOKEN')
      ? azureRow({ account: value('AZURE_STORAGE_ACCOUNT'), sas: value('AZURE_STORAGE_SAS_TOKEN'), accountKey: value('AZURE_STORAGE_KEY') })
      : nothingPasted);
  return { rows: [...aws, ...azure.rows], notes: azure.notes };
};
