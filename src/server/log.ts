import { pino } from 'pino';
import { inertJson } from './inert.ts';
import { makeOften, type OftenLine } from './often.ts';
import type { Settings } from './settings.ts';

/** What the server tells its operator; one JSON object a line, so that no text can forge another line. */
export interface Log {
  readonly error: (facts: object, message: string) => void;
  readonly warn: (facts: object, message: string) => void;
  readonly info: (facts: object, message: string) => void;
  readonly debug: (facts: object, message: string) => void;
  /** for what any caller can cause: beyond so many of a kind in a minute lines are counted only */
  readonly often: (line: OftenLine) => void;
}

/** Names under which a secret could come; their values are never written. */
const secretNames = [
  'password',
  'current_password',
  'new_password',
  'secret_key',
  'token',
  'invite_id',
  'link_id',
  'authorization',
  'cookie',
  'set-cookie',
];

/** Lines of so many characters wait for a disk that is full; what comes then is dropped. */
const waitingLines = 1_000_000;

/** Standard error; one that cannot be written, as on a full disk, ends nothing. */
const standardError = (): ReturnType<typeof pino.destination> =>
  pino.destination({ fd: 2, sync: true, maxLength: waitingLines }).on('error', () => undefined);

/** A log to standard error from `level` on (standard output is for what was asked for). `write` takes the lines elsewhere. */
export const makeLog = (level: Settings['logLevel'], write?: (line: string) => void): Log => {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]), censor: '[secret]' },
  };
  const destination = write === undefined ? standardError() : { write };
  const log = pino(options, { write: (line: string) => void destination.write(`${inertJson(line.trimEnd())}\n`) });
  return Object.assign(log, { often: makeOften(({ level, message, facts }) => log[level](facts, message)) });
};
