import { remarks, variables, type Access } from './access.ts';

/** One word of a POSIX shell, whatever is in it. */
export const shellQuoted = (value: string): string => `'${value.replaceAll("'", String.raw`'\''`)}'`;

/**
 * Lines for a terminal. Without comments: zsh takes a pasted `#` for a command, and would run what is in backticks behind it.
 */
export const shellExports = (access: Access): string =>
  variables(access)
    .map(([name, value]) => `export ${name}=${shellQuoted(value)}`)
    .join('\n');

/** A `.env` file. Without quotes where they are not needed: `docker run --env-file` takes them for a part of the value. */
export const envFile = (access: Access): string =>
  [
    ...remarks(access),
    ...variables(access).map(([name, value]) => `${name}=${/^[\w.~%:/[\]-]*$/u.test(value) ? value : shellQuoted(value)}`),
  ].join('\n');

/** A notebook cell. `%env` keeps quotes as part of the value, so there are none. */
export const jupyterCell = (access: Access): string =>
  [...remarks(access), ...variables(access).map(([name, value]) => `%env ${name}=${value}`)].join('\n');
