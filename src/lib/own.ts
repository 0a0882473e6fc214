/** What a table has under a name that somebody else wrote; nothing that every object has (`constructor`). */
export const own = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
