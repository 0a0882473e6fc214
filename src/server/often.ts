/** A line that callers cause, as often as they like. */
export interface OftenLine {
  readonly level: 'error' | 'warn' | 'info';
  readonly message: string;
  /** what it has in common with others of its kind */
  readonly kind: Readonly<Record<string, string | undefined>>;
  /** all that it says */
  readonly facts: object;
  /** what limits count its address by; without one it counts wherever it came from */
  readonly network?: string | undefined;
}

/** So many lines of a kind from a network are written in so many ms. */
const [most, period] = [20, 60_000];
/** So many networks are told apart for each kind; others are one. */
const networksMax = 100;

interface Tally {
  readonly line: OftenLine;
  count: number;
}

/**
 * Writes lines until there were too many of a kind from a network within a minute, then counts them, and says at its end how many more there were. So
 * nobody fills the disk, and what somebody else, or another account, causes meanwhile is written.
 */
export const makeOften = (write: (line: Pick<OftenLine, 'level' | 'message' | 'facts'>) => void): ((line: OftenLine) => void) => {
  const kinds = new Map<string, Map<string, Tally>>();

  const tell = (): void => {
    for (const { line, count } of [...kinds.values()].flatMap((tallies) => [...tallies.values()])) {
      const { level, kind, network } = line;
      if (count > most) write({ level, message: 'More of the same', facts: { ...kind, network, more: count - most } });
    }
    kinds.clear();
  };

  return (line) => {
    const name = JSON.stringify([line.message, line.kind]);
    const tallies = kinds.get(name) ?? new Map<string, Tally>();
    if (kinds.size === 0) setTimeout(tell, period).unref();
    kinds.set(name, tallies);
    const own = line.network ?? '';
    const network = tallies.has(own) || tallies.size < networksMax ? own : '';
    const tally = tallies.get(network) ?? { line: { ...line, network: network || undefined }, count: 0 };
    tallies.set(network, tally);
    tally.count += 1;
    if (tally.count <= most) write(line);
  };
};
