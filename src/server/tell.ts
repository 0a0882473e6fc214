import type { Connection } from './connection.ts';
import type { Log } from './log.ts';

/**
 * What the operator is told of accounts and keys, with level and sentence. It happens in no workspace, so that `Activity` has no place for it; what is
 * recorded as an event as well has the same name here.
 */
const told = {
  'user.sign_up': ['info', 'An account was made'],
  'user.log_in': ['info', 'Somebody logged in'],
  'user.log_in_failed': ['info', 'A password was wrong'],
  'user.log_out': ['info', 'Somebody logged out'],
  'user.end_sessions': ['info', 'Sessions were ended by another one'],
  'user.change_password': ['info', 'A password was changed'],
  'user.set_password': ['info', 'A password was set by a link'],
  'user.delete': ['info', 'An account was deleted'],
  // each start of a program is one
  'key.log_in': ['debug', 'A program logged in'],
  'key.log_in_failed': ['info', 'A key or its secret was wrong'],
  'key.refused': ['info', 'A key that is over was tried with its secret'],
  'limit.reached': ['info', 'A limit was reached: more is refused for now'],
} as const;

/** What is known beside the event. Never what was typed: an e-mail may be a password in the wrong field. */
interface Known {
  /** id of the user whom it happened to */
  readonly user?: string | undefined;
  /** access key of a pair that exists */
  readonly key?: string | undefined;
  readonly by?: 'password' | 'link' | 'session';
  /** how many sessions */
  readonly ended?: number;
  readonly limit?: string;
}

/** Tells the operator what happened in a call. */
export type Tell = (event: keyof typeof told, known?: Known) => void;

/** Tells it in the log, each line with the call's id and where it came from; what comes too often, of one account or of nobody's, is counted. */
export const makeTell =
  (log: Log, call: string, { address, network, worker }: Pick<Connection, 'address' | 'network' | 'worker'>): Tell =>
  (event, known) => {
    const [level, sentence] = told[event];
    const facts = { call, event, ...known, address, ...(worker === address ? {} : { worker }) };
    if (level === 'debug') log.debug(facts, sentence);
    else log.often({ level, message: sentence, kind: { event, user: known?.user, limit: known?.limit }, facts, network });
  };
