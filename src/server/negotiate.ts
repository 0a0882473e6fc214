/** Codings that files are kept in, the smaller first. */
export const codings = ['br', 'gzip'] as const;
export type Coding = (typeof codings)[number];

/** The best of the codings on offer that `Accept-Encoding` takes; null: as it is. A quality of 0 refuses. */
export const chooseCoding = (accepted: string | null, offered: readonly Coding[]): Coding | null => {
  const taken = new Set<string>();
  for (const part of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    if (!parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) taken.add(name);
  }
  return offered.find((coding) => taken.has(coding)) ?? null;
};
