/** What JSON that is sound consists of, without the blanks between. */
const tokens = /"(?:[^"\\]|\\[^])*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/**
 * JSON, indented, with each number, text and key as it is written; or all as it is where deep nesting would make it many times as long (12 arrays,
 * 3,000 deep, are 72 kB and become 216 MB); undefined where it is no JSON.
 */
export const indentJson = (text: string): string | undefined => {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const most = 4 * text.length + 65_536;
  const parts: string[] = [];
  let [length, depth, previous] = [0, 0, ''];
  for (const [token] of text.matchAll(tokens)) {
    const closes = token === '}' || token === ']';
    const opened = previous === '{' || previous === '[';
    if (closes) depth -= 1;
    // what is empty stays on its line
    const line = closes ? !opened : opened || previous === ',';
    length += token.length + (line ? 1 + 2 * depth : 1);
    if (length > most) return text;
    if (line) parts.push(`\n${'  '.repeat(depth)}`);
    parts.push(token === ':' ? ': ' : token);
    if (token === '{' || token === '[') depth += 1;
    previous = token;
  }
  return parts.join('');
};
