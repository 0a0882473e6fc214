import { remark, type Access } from './access.ts';

/**
 * `clearml.conf`, in the form that `clearml-init` reads from a terminal as well: no blank line, inner lines indented by two spaces or more,
 * the last one a lone `}`. Addresses are quoted, because `:` and `[` mean something in HOCON.
 */
const conf = ({ accessKey, secretKey, urls, unverified = false, label, workspace }: Access, withWeb: boolean): string =>
  [
    'api {',
    ...remark(workspace).map(indented),
    ...(withWeb ? [`  web_server: ${JSON.stringify(urls.web)}`] : []),
    `  api_server: ${JSON.stringify(urls.api)}`,
    `  files_server: ${JSON.stringify(urls.files)}`,
    ...(unverified ? ['  verify_certificate: false'] : []),
    ...remark(label).map(indented),
    '  credentials {',
    `    "access_key" = ${JSON.stringify(accessKey)}`,
    `    "secret_key" = ${JSON.stringify(secretKey)}`,
    '  }',
    '}',
  ].join('\n');

const indented = (line: string): string => `  ${line}`;

/** The file, ready to be saved, and what `clearml-init` asks for: it takes addresses and keys, and leaves the rest. */
export const confFile = (access: Access): string => conf(access, true);

/** What `clearml-agent init` asks for where it shall not begin with the web server. */
export const confWithoutWeb = (access: Access): string => conf(access, false);
