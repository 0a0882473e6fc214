/** What an error may quote: in quotation marks, as PostgreSQL's `(column)=(value)`, or any word as long as our secrets are. */
const quoted = /["'].*["']|=\(.*\)|[\w-]{32,}/gs;

/** What names the fault, and nobody's data: a database's, or the operating system's. */
const naming: ReadonlySet<string> = new Set(['code', 'table', 'column', 'constraint']);

/** Characters of a message: one that quotes a body without a mark may be as long as that. */
const longest = 1000;

/** An unexpected error for the log: what it is, its message without what it quotes (which may be anybody's secret), and where it was thrown. */
export const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack = '' } = error;
  const names = Object.entries(error).flatMap(([fact, value]) => (naming.has(fact) && typeof value === 'string' ? [value] : []));
  const frames = stack.replace(message, '').match(/^ {4}at .*$/gm) ?? [];
  return [`${[name, ...names].join(' ')}: ${message.replace(quoted, '…').slice(0, longest)}`, ...frames].join('\n');
};
