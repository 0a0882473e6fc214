import type { ServerUrls } from './server-urls.ts';

/** A fresh key pair, and what a snippet says beside it. */
export interface Access {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly urls: ServerUrls;
  readonly label?: string | undefined;
  readonly workspace?: string | undefined;
}

/**
 * `clearml.conf` in the form that `clearml-init` reads from a terminal: no blank line, inner braces indented, the last line a lone `}`.
 * Addresses are quoted, because `:` and `#` mean something in HOCON.
 */
export const confSnippet = ({ accessKey, secretKey, urls, label, workspace }: Access): string =>
  [
    'api {',
    ...remark('  ', workspace),
    `  web_server: ${JSON.stringify(urls.web)}`,
    `  api_server: ${JSON.stringify(urls.api)}`,
    `  files_server: ${JSON.stringify(urls.files)}`,
    ...remark('  ', label),
    '  credentials {',
    `    "access_key" = ${JSON.stringify(accessKey)}`,
    `    "secret_key" = ${JSON.stringify(secretKey)}`,
    '  }',
    '}',
  ].join('\n');

/** A notebook cell. `%env` keeps quotes as part of the value, so there are none. */
export const jupyterSnippet = ({ accessKey, secretKey, urls, label, workspace }: Access): string =>
  [
    ...remark('', workspace),
    `%env CLEARML_WEB_HOST=${urls.web}`,
    `%env CLEARML_API_HOST=${urls.api}`,
    `%env CLEARML_FILES_HOST=${urls.files}`,
    ...remark('', label),
    `%env CLEARML_API_ACCESS_KEY=${accessKey}`,
    `%env CLEARML_API_SECRET_KEY=${secretKey}`,
  ].join('\n');

/**
 * A comment that stays one: no character that any reader takes for the end of a line, none that turns the direction of writing,
 * and never two spaces in a row, where `clearml-init` splits what is pasted in Colab.
 */
const remark = (indent: string, text: string | undefined): string[] => {
  const line = (text ?? '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return line === '' ? [] : [`${indent}# ${line}`];
};
