/** A parameter of a query as some reader may take it: its name in lower case, without blanks and control characters. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
}

/** `%73`, and `%2573` too. */
const encoded = /%(?:25)*([0-9a-f]{2})/gi;
const decodedOnce = (text: string): string => text.replace(encoded, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/**
 * All that may be taken for a parameter: readers differ in what separates two, in what they decode and how often, and an address may stand in
 * another. What stands behind a blank is also one where it has a value.
 */
export const queryParameters = (query: string): QueryParameter[] =>
  decodedOnce(decodedOnce(query))
    .split(/[?&;]|\\u0026/i)
    .flatMap((pair) => [pair, ...behindBlanks(pair)])
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      return { name: name.toLowerCase().replace(/[^\w-]/g, ''), value: pair.slice(name.length + 1) };
    });

const behindBlanks = (pair: string): string[] =>
  pair
    .split(/[\s+#]/)
    .slice(1)
    .filter((part) => part.includes('='));
