/** SQLite's codes for a file that cannot be read or written now: disk full, locked, gone. */
const sqlite = /^SQLITE_(?:BUSY|LOCKED|IOERR|CANTOPEN|FULL|READONLY|PROTOCOL|NOTADB|CORRUPT|NOMEM)/;
/**
 * PostgreSQL's classes: connection exception, insufficient resources, operator intervention, system error; what waited too long for a lock,
 * an answer or its next statement; what takes no writes, as a standby; and the network's.
 */
const postgres =
  /^(?:08|53|57P|58)...?$|^(?:55P03|57014|25P03|25006)$|^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN|NOTFOUND)$/;
const noAnswer = 'Query read timeout';
const messages =
  /^Connection terminated|^Query read timeout$|^timeout exceeded when trying to connect|^Client has encountered a connection error|not queryable|database is not open/i;

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** Whether an error says that the database cannot be reached or used now, and a later call may well succeed. */
export const isDatabaseLost = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseLost);
  if (!(error instanceof Error)) return false;
  return sqlite.test(codeOf(error)) || postgres.test(codeOf(error)) || messages.test(error.message);
};

/** Whether the database can be read as ever, and takes no writes for now: its disk is full, or may only be read. */
export const isUnwritable = (error: unknown): error is Error =>
  error instanceof Error && /^(?:SQLITE_FULL|SQLITE_READONLY|53100$)/.test(codeOf(error));

/**
 * Whether a connection is of no use from now on, though it is open: no answer came, so nobody knows what it does; or its database takes no writes,
 * since another stands in its place.
 */
export const makesUseless = (error: unknown): error is Error =>
  error instanceof Error && (error.message === noAnswer || codeOf(error) === '25006');

/** Whether the database refused a text that it cannot keep (PostgreSQL: NUL, broken UTF-8). */
export const isUnstorable = (error: unknown): boolean => error instanceof Error && codeOf(error) === '22021';
