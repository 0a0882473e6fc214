import { Failure } from './failure.ts';
import { apiVersion } from './version.ts';

/** `/[v<X.Y>/]<service>.<action>[/]`, as ClearML's server reads it (its version needs two characters at least). */
const operationPath = /^\/?(?:v(\d+\.?\d+)\/)?([A-Za-z_]\w+\.[A-Za-z_]\w+)\/?$/;

/** The operation that a path names and the version that it asks for, or null where it names none. Throws 400/2 for a version like `2.031`. */
export const parseOperationPath = (path: string): { readonly name: string; readonly version: string } | null => {
  const [, version = apiVersion, name] = operationPath.exec(path) ?? [];
  if (name === undefined) return null;
  if (/(?:^|\.)0\d/.test(version)) throw new Failure('bad_version', { detail: `: version=${version}` });
  return { name, version };
};

/** Whether version `asked` is at least `since`, part by part: 2.9 comes before 2.31. */
export const isSince = (asked: string, since: string): boolean => {
  const [major = 0, minor = 0] = asked.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = since.split('.').map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
};

/** Whether a path is one of the API's, sound version or not. */
export const namesOperation = (path: string): boolean => operationPath.test(path);
