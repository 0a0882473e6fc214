import { Failure } from './failure.ts';
import { apiVersion } from './version.ts';

/** `/[v<X.Y>/]<service>.<action>[/]`, as ClearML's server reads it (its version needs two characters at least; its names may have letters of any script). */
const operationPath = /^\/?(?:v(\d{2,}|\d+\.\d+)\/)?([A-Za-z_][\p{L}\p{N}_]+\.[A-Za-z_][\p{L}\p{N}_]+)\/?$/u;

/** A path without its percent-encoding; as it is where that is broken. */
export const decodedPath = (path: string): string => {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const isPadded = (number = ''): boolean => /^0\d/.test(number);

/** Throws 400/2 for a version like `2.031`. */
const requireSound = (version: string): void => {
  const [major, minor] = version.split('.');
  if (!isPadded(major) && !isPadded(minor)) return;
  const part = isPadded(major) ? 'major' : 'minor';
  throw new Failure('bad_version', { detail: `: version=${version}, reason=Invalid leading zero in ${part}: '${version}'` });
};

/** The operation that a decoded path names and the version that it asks for, or null where it names none. Throws 400/2 for a version like `2.031`. */
export const parseOperationPath = (path: string): { readonly name: string; readonly version: string } | null => {
  const [, version = apiVersion, name] = operationPath.exec(path) ?? [];
  if (name === undefined) return null;
  requireSound(version);
  return { name, version };
};

/** Whether version `asked` is at least `since`, part by part: 2.9 comes before 2.31. */
export const isSince = (asked: string, since: string): boolean => {
  const [major = 0, minor = 0] = asked.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = since.split('.').map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
};

/** Whether a path is one of the API's, sound version or not. */
export const namesOperation = (path: string): boolean => operationPath.test(decodedPath(path));
