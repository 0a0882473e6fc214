/**
 * A small, strict reader of HOCON, as far as `clearml.conf` goes: objects, lists, quoted and unquoted strings, both separators, both comments.
 * Where readers differ it takes the side that makes an injection visible: every character that any of them takes for a line end ends a comment.
 * Throws on whatever the specification does not allow.
 */
export interface HoconObject {
  [key: string]: HoconValue;
}
type HoconValue = string | HoconObject | HoconValue[];

const lineEnd = /[\n\r\v\f\u0085\u2028\u2029]/u;
const quoted = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
/** what an unquoted string may not hold: HOCON, "Unquoted strings" */
const unquoted = /[^\s$"{}[\]:=,+#`^?!@*&\\]+/uy;

/** Whether a value is an object, and no list or string. */
export const isHoconObject = (value: HoconValue | undefined): value is HoconObject => typeof value === 'object' && !Array.isArray(value);

class Reader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(): HoconObject {
    const result = this.#members(false);
    if (this.#at < this.#text.length) this.#fail('text after the end');
    return result;
  }

  /** Members up to the closing brace, or to the end of the text at the top. */
  #members(braced: boolean): HoconObject {
    const result: HoconObject = {};
    for (;;) {
      this.#skip(true);
      if (this.#at >= this.#text.length) return braced ? this.#fail('a brace is not closed') : result;
      if (this.#take('}')) return braced ? result : this.#fail('a brace too many');
      this.#member(result);
      this.#end();
    }
  }

  #member(into: HoconObject): void {
    const key = this.#string();
    this.#skip(true);
    if (this.#text[this.#at] !== '{' && !this.#take(':') && !this.#take('=')) this.#fail('a separator is missing');
    this.#skip(true);
    const value = this.#value();
    const before = into[key];
    // later members win, objects merge
    into[key] = isHoconObject(value) && isHoconObject(before) ? { ...before, ...value } : value;
  }

  #value(): HoconValue {
    if (this.#take('{')) return this.#members(true);
    return this.#take('[') ? this.#elements() : this.#string();
  }

  #elements(): HoconValue[] {
    const result: HoconValue[] = [];
    for (;;) {
      this.#skip(true);
      if (this.#take(']')) return result;
      if (this.#at >= this.#text.length) this.#fail('a bracket is not closed');
      result.push(this.#value());
      this.#end();
    }
  }

  /** A member ends with its line, a comma, or the brace or bracket around it. */
  #end(): void {
    this.#skip(false);
    const next = this.#text[this.#at];
    if (next === undefined || next === '}' || next === ']' || lineEnd.test(next) || this.#take(',')) return;
    this.#fail('two members in one line');
  }

  #string(): string {
    quoted.lastIndex = this.#at;
    const inQuotes = quoted.exec(this.#text)?.[0];
    if (inQuotes !== undefined) {
      this.#at += inQuotes.length;
      return String(JSON.parse(inQuotes));
    }
    unquoted.lastIndex = this.#at;
    const plain = unquoted.exec(this.#text)?.[0].split('//')[0];
    if (plain === undefined || plain === '') return this.#fail('a string is missing');
    this.#at += plain.length;
    return plain;
  }

  /** Skips spaces and comments, and line ends where `lines`. */
  #skip(lines: boolean): void {
    for (let next = this.#text[this.#at]; next !== undefined; next = this.#text[this.#at]) {
      if (lineEnd.test(next)) {
        if (!lines) return;
        this.#at += 1;
      } else if (next === '#' || this.#text.startsWith('//', this.#at)) {
        while (this.#at < this.#text.length && !lineEnd.test(this.#text[this.#at] ?? '')) this.#at += 1;
      } else if (/\s/u.test(next)) this.#at += 1;
      else return;
    }
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #fail(what: string): never {
    throw new SyntaxError(`HOCON: ${what} at ${this.#at} in ${JSON.stringify(this.#text)}`);
  }
}

/** Reads a document. Throws SyntaxError. */
export const parseHocon = (text: string): HoconObject => new Reader(text).document();
