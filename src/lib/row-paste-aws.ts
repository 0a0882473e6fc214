import type { RowFields } from './cloud-row.ts';
import { pastedRow, type Pasted, type PastedRow } from './pasted-row.ts';

type Section = ReadonlyMap<string, string>;

/** `[name]` and `key = value`, by section; what stands before the first one belongs to `default`. What is indented below `s3 =` is `s3.key`. */
const readSections = (text: string): Map<string, Map<string, string>> => {
  const sections = new Map<string, Map<string, string>>();
  let name = 'default';
  let above = { key: '', indent: Number.POSITIVE_INFINITY };
  for (const whole of text.split(/[\r\n]+/)) {
    const line = whole.trim();
    if (line.startsWith('[') && line.endsWith(']')) {
      name = line
        .slice(1, -1)
        .trim()
        .replace(/^profile /, '')
        .trim();
      above = { key: '', indent: Number.POSITIVE_INFINITY };
    }
    const at = line.indexOf('=');
    if (at <= 0 || /^[#;[]/.test(line)) continue;
    const indent = whole.length - whole.trimStart().length;
    const key = line.slice(0, at).trim().toLowerCase();
    const [value = ''] = line.slice(at + 1).split(/ [#;]/, 1);
    const section = sections.get(name) ?? new Map<string, string>();
    sections.set(name, section.set(indent > above.indent ? `${above.key}.${key}` : key, value.trim()));
    if (indent <= above.indent) above = { key, indent: value.trim() === '' ? indent : Number.POSITIVE_INFINITY };
  }
  return sections;
};

const fieldsOf = (section: Section, services: Section | undefined): Partial<RowFields> => ({
  key: section.get('aws_access_key_id') ?? '',
  secret: section.get('aws_secret_access_key') ?? '',
  token: section.get('aws_session_token') ?? section.get('aws_security_token') ?? '',
  region: section.get('region') ?? '',
  host:
    services?.get('s3.endpoint_url') ??
    services?.get('endpoint_url') ??
    section.get('s3.endpoint_url') ??
    section.get('endpoint_url') ??
    '',
});

/** What `aws configure` asks, as it stands on a terminal with its answers, and what it writes of them. */
const asked = [
  [/^\s*AWS Access Key ID \[[^\]]*\]:/, 'aws_access_key_id ='],
  [/^\s*AWS Secret Access Key \[[^\]]*\]:/, 'aws_secret_access_key ='],
  [/^\s*AWS Session Token \[[^\]]*\]:/, 'aws_session_token ='],
  // an answer that was kept stands in the question
  [/^\s*Default region name \[(?!None\])([^\]]+)\]:\s*$/, 'region = $1'],
  [/^\s*Default region name \[[^\]]*\]:/, 'region ='],
] as const;

const asWritten = (text: string): string => {
  if (!text.includes('AWS Access Key ID [')) return text;
  return text
    .split(/[\r\n]+/)
    .map((line) => asked.reduce((written, [question, name]) => written.replace(question, name), line))
    .join('\n');
};

const says = (text: string, wanted: RegExp): boolean => text.split(/[\r\n]+/).some((line) => wanted.test(line.trim()));
const namesKeys = (text: string): boolean => says(text, /^aws_access_key_id\s*=/i);
const isHeaded = (text: string): boolean => says(text, /^\[[^[\]{}",]+\]$/);

/** Keys below a `[name]`, in whatever letters: each name has its own. */
export const hasProfiles = (text: string): boolean => isHeaded(text) && namesKeys(text);

/** A profile's row. Where the hosts of its services stand elsewhere there is none: its keys are not for AWS. */
const rowsOf = (name: string, section: Section, sections: ReadonlyMap<string, Section>): PastedRow[] => {
  const services = section.get('services');
  const elsewhere = services !== undefined && !sections.has(`services ${services}`);
  return elsewhere ? [] : pastedRow(fieldsOf(section, sections.get(`services ${services}`)), name);
};

/** `~/.aws/credentials` and `~/.aws/config`, also one after the other, or the questions of `aws configure` with their answers; undefined where the text is none of them. */
export const readAwsProfiles = (pasted: string): Pasted | undefined => {
  const text = asWritten(pasted);
  if (!namesKeys(text) && !(isHeaded(text) && says(text, /^(region|sso_\w+|role_arn|credential_process)\s*=/i))) return undefined;
  const all = readSections(text);
  const profiles = [...all].filter(([name]) => !name.startsWith('services '));
  const hasKeys = ([, section]: readonly [string, Section]): boolean => section.has('aws_access_key_id');
  const withKeys = profiles.filter(hasKeys);
  const shown = withKeys.length > 0 ? withKeys : profiles;
  const others = profiles.filter((one) => !hasKeys(one) && keyMakers.some((name) => one[1].has(name)));
  const astray = shown.filter(([name, section]) => section.has('services') && rowsOf(name, section, all).length === 0);
  return {
    rows: shown.flatMap(([name, section]) => rowsOf(name, section, all)),
    notes: [
      ...others.map(([name]) => ({ what: 'profile_without_keys', name }) as const),
      ...astray.map(([name]) => ({ what: 'profile_without_services', name }) as const),
    ],
  };
};

/** What makes the keys of a profile that has none. */
const keyMakers = ['role_arn', 'sso_session', 'sso_start_url', 'credential_process'];
