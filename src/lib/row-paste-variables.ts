import { nothingPasted, pastedRow, type Pasted } from './pasted-row.ts';
import { hasProfiles } from './row-paste-aws.ts';
import { azureRow, readConnectionString } from './row-paste-azure.ts';

const setting = /^(?:export |setx? |declare -x |\$env:|%env |ENV |- )?\s*((?:AWS|AZURE_STORAGE)_[A-Z_]+)(?:\s*[=:]| )(.*)$/is;

const connectionString = 'AZURE_STORAGE_CONNECTION_STRING';

/** Ends of lines, and what stands before a further setting in one: `NAME=a NAME=b`, `NAME=a; export NAME=b`, `$env:NAME=a;$env:NAME=b`. */
const betweenSettings = /[\r\n\u2028\u2029]+|[;:\s](?=(?:AWS|AZURE_STORAGE)_[A-Z_]+\s*=)/;

/**
 * The value of a setting in a shell, an env file or YAML. Without quotes it is one word, of which only a connection string holds a `;`.
 * Undefined where only a shell can read it: escapes, variables, a word of several pieces.
 */
const valueOf = (name: string, text: string): string | undefined => {
  const [quoted, single, double] = /^(?:'([^']*)'|"([^"\\$`]*)")(?=[\s;&|,)}#]|$)/.exec(text) ?? [];
  if (quoted !== undefined) return single ?? double ?? '';
  const [word = ''] = text.split(name === connectionString ? /\s/ : /[\s;]/, 1);
  return /["'\\$`]/.test(word) ? undefined : word;
};

/** Settings of the environment, as shells, env files and notebooks write them; undefined where there are none. What only a shell can read leaves no row. */
export const readVariables = (text: string): Pasted | undefined => {
  if (hasProfiles(text)) return undefined;
  const found = new Map<string, string | undefined>();
  for (const part of text.split(betweenSettings)) {
    const [, name, value = ''] = setting.exec(part.trim()) ?? [];
    // in small letters they are names of a profile
    if (name !== undefined && name === name.toUpperCase()) found.set(name, valueOf(name, value.trim()));
  }
  if (found.size === 0) return undefined;
  const unread = new Set<string>();
  const value = (name: string): string => {
    const known = found.get(name);
    if (known === undefined && found.has(name)) unread.add(name);
    return known ?? '';
  };
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
  if (unread.size > 0) return { rows: [], notes: [...unread].map((name) => ({ what: 'shell', name })) };
  return { rows: [...aws, ...azure.rows], notes: azure.notes };
};
