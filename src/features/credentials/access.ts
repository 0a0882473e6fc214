import type { ServerUrls } from './server-urls.ts';

/** A fresh key pair, and what a snippet says beside it. */
export interface Access {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly urls: ServerUrls;
  /** the server's certificate is not to be checked */
  readonly unverified?: boolean | undefined;
  readonly label?: string | undefined;
  readonly workspace?: string | undefined;
}

/** The environment variables that ClearML's SDK and agent read, in order. */
export const variables = ({ accessKey, secretKey, urls, unverified = false }: Access): readonly (readonly [string, string])[] => [
  ['CLEARML_WEB_HOST', urls.web],
  ['CLEARML_API_HOST', urls.api],
  ['CLEARML_FILES_HOST', urls.files],
  ['CLEARML_API_ACCESS_KEY', accessKey],
  ['CLEARML_API_SECRET_KEY', secretKey],
  ...(unverified ? ([['CLEARML_API_HOST_VERIFY_CERT', 'false']] as const) : []),
];

/** Workspace and label as lines of a comment, in a language where `#` begins one. */
export const remarks = ({ workspace, label }: Access): string[] => [...remark(workspace), ...remark(label)];

/**
 * A comment that stays one: no character that any reader takes for the end of a line or refuses, none that turns the direction of writing,
 * and never two spaces in a row, where `clearml-init` splits what is pasted in Colab.
 */
export const remark = (text: string | undefined): string[] => {
  const line = (text ?? '')
    .replaceAll(/[\p{Cs}\p{Noncharacter_Code_Point}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return line === '' ? [] : [`# ${line}`];
};
