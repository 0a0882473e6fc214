/** JSON, indented, or as it is where deep nesting would make it many times as long; undefined where it is no JSON. */
export const indentJson = (text: string): string | undefined => {
  if (!staysShort(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
};

/** A string, also one without its end, or something that takes a line of its own or ends one. Nothing is searched twice: whoever wrote the object may mean harm. */
const marks = /"(?:[^"\\]|\\[^])*"?|[[\]{},:]|\s+/g;

/** Whether it would be less than 64 kB and four times its length, counted before it is made: 12 arrays, 3,000 deep, are 72 kB and become 216 MB. */
const staysShort = (text: string): boolean => {
  const most = 4 * text.length + 65_536;
  let length = text.length;
  let depth = 0;
  for (const [mark] of text.matchAll(marks)) {
    if (mark === '[' || mark === '{') depth += 1;
    if (mark === ']' || mark === '}') depth -= 1;
    if (mark === ':') length += 1;
    else if (mark.length === 1 && /[[\]{},]/.test(mark)) length += 1 + 2 * depth;
    else if (!mark.startsWith('"')) length -= mark.length;
    if (length > most) return false;
  }
  return true;
};
