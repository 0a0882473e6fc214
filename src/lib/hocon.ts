import { hoconBelow, type HoconObject, type HoconValue } from './hocon-value.ts';

/** Deeper than any configuration, and far from the end of the stack. */
const deepest = 40;
const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
/** What stands before a list or an object, to be one with it. */
const reference = /(?:\$\{[^}\n\r]*\}[ \t]*)+(?=[[{])/y;
/** What is nothing where its value stands nowhere. */
const optional = /^\$\{\?[^}]*\}\s*$/;
const isEnd = (character: string | undefined): boolean => character === undefined || /[\n\r,}\]#]/.test(character);

/** Reads from left to right and never back, so that the work grows with the length of the text alone. */
class Reader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(): HoconValue {
    this.#skip();
    if (this.#text[this.#at] === '[') return this.#lists([], 0);
    const root: HoconObject = new Map();
    while (this.#at < this.#text.length) this.#members(root, 0);
    return root;
  }

  /** Members up to the closing brace or the end of the text. */
  #members(into: HoconObject, depth: number): void {
    for (this.#skip(); this.#at < this.#text.length; this.#skip()) {
      if (this.#take('}') || this.#take(']')) return;
      if (this.#take('{')) {
        this.#inside(depth, () => this.#members(into, depth + 1));
        continue;
      }
      const path = this.#path();
      this.#skip();
      const separator = this.#separator();
      const names = separator !== '' || this.#text[this.#at] === '{';
      if (path.length === 0 && !names) this.#at += 1;
      if (names) this.#put(into, path, depth, separator === '+=');
    }
  }

  #put(into: HoconObject, path: readonly string[], depth: number, plus: boolean): void {
    this.#skip();
    const owner = path.slice(0, -1).reduce(hoconBelow, into);
    const name = path.at(-1) ?? '';
    const before = owner.get(name);
    const list = (this.#refers() || plus) && Array.isArray(before) ? before : [];
    const next = this.#text[this.#at];
    const from = this.#at;
    if (next === '[' || (plus && next === '{' && !(before instanceof Map))) owner.set(name, this.#lists(list, depth));
    else if (next === '{') this.#objects(hoconBelow(owner, name), depth);
    else if (plus && list === before) list.push(this.#scalar());
    else {
      const scalar = this.#scalar();
      // what stands nowhere leaves what was there
      if (before === undefined || !optional.test(this.#text.slice(from, this.#at))) owner.set(name, scalar);
    }
  }

  /** Passes over `${…}` before a list or an object: it may be the one that has the name already. */
  #refers(): boolean {
    reference.lastIndex = this.#at;
    const found = reference.test(this.#text);
    if (found) this.#at = reference.lastIndex;
    return found;
  }

  /** `{…} {…}` is one object. */
  #objects(into: HoconObject, depth: number): void {
    for (; this.#take('{'); this.#blanks()) this.#inside(depth, () => this.#members(into, depth + 1));
  }

  /** `[…] […]` is one list, and so are objects that are added to one. */
  #lists(into: HoconValue[], depth: number): HoconValue[] {
    for (; ; this.#blanks()) {
      if (this.#take('[')) this.#list(into, depth);
      else if (this.#text[this.#at] === '{') into.push(this.#object(depth));
      else return into;
    }
  }

  #object(depth: number): HoconObject {
    const object: HoconObject = new Map();
    this.#take('{');
    this.#inside(depth, () => this.#members(object, depth + 1));
    return object;
  }

  #list(into: HoconValue[], depth: number): HoconValue[] {
    for (this.#skip(); this.#at < this.#text.length; this.#skip()) {
      if (this.#take(']') || this.#take('}')) break;
      this.#refers();
      if (this.#text[this.#at] === '{') into.push(this.#object(depth));
      else if (this.#take('[')) this.#inside(depth, () => into.push(this.#list([], depth + 1)));
      else into.push(this.#scalar());
    }
    return into;
  }

  /** What is nested too deeply ends the reading. */
  #inside(depth: number, read: () => unknown): void {
    if (depth < deepest) read();
    else this.#at = this.#text.length;
  }

  #separator(): '' | ':' | '+=' {
    const plus = this.#text.startsWith('+=', this.#at);
    if (plus) this.#at += 1;
    if (!this.#take(':') && !this.#take('=')) return '';
    return plus ? '+=' : ':';
  }

  /** `a.b."c.d"` */
  #path(): string[] {
    const path: string[] = [];
    for (let next = this.#text[this.#at]; next !== undefined; next = this.#text[this.#at]) {
      if (next === '"') path.push(this.#quoted());
      else if (next === '.') this.#at += 1;
      else if (/[\s{}[\]:=,+#$]/.test(next)) break;
      else {
        const from = this.#at;
        while (this.#at < this.#text.length && !/[\s{}[\]:=,+#$."]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
        path.push(this.#text.slice(from, this.#at));
      }
    }
    return path;
  }

  /** Text up to the end of the line or of what it is in; pieces beside each other are one text. */
  #scalar(): string | null {
    let text = '';
    let known = true;
    /** up to here blanks belong to the text */
    let firm = 0;
    const from = this.#at;
    while (!isEnd(this.#text[this.#at]) && !this.#isCommentAfter(from)) {
      if (this.#text[this.#at] === '"') {
        text = (firm === 0 ? text.trimStart() : text) + this.#quoted();
        firm = text.length;
      } else if (this.#text.startsWith('${', this.#at)) {
        known = false;
        this.#at += 2;
        while (!isEnd(this.#text[this.#at])) this.#at += 1;
        this.#take('}');
      } else {
        text += this.#text[this.#at] ?? '';
        this.#at += 1;
      }
    }
    if (this.#at === from) this.#at += 1;
    if (!known) return null;
    return firm === 0 ? text.trim() : text.slice(0, firm) + text.slice(firm).trimEnd();
  }

  #quoted(): string {
    if (this.#text.startsWith('"""', this.#at)) {
      const end = this.#text.indexOf('"""', this.#at + 3);
      const text = this.#text.slice(this.#at + 3, end < 0 ? undefined : end);
      this.#at = end < 0 ? this.#text.length : end + 3;
      return text;
    }
    let text = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const next = this.#text[this.#at] ?? '';
      if (next === '"' || next === '\n') break;
      text += next === '\\' ? this.#escaped() : next;
    }
    this.#take('"');
    return text;
  }

  #escaped(): string {
    this.#at += 1;
    const next = this.#text[this.#at] ?? '';
    const code = this.#text.slice(this.#at + 1, this.#at + 5);
    if (next !== 'u' || !/^[0-9a-fA-F]{4}$/.test(code)) return escapes[next] ?? next;
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  #isComment(): boolean {
    return this.#text[this.#at] === '#' || this.#text.startsWith('//', this.#at);
  }

  /** `//` begins one between the pieces of a text and after a number or a word of HOCON's own. Within a piece it is part of it, as ClearML reads it. */
  #isCommentAfter(from: number): boolean {
    if (!this.#text.startsWith('//', this.#at)) return false;
    const start = Math.max(from, this.#at - 20);
    const piece = this.#text.slice(start, this.#at);
    return /(?:^|[\s"}])$/.test(piece) || (start === from && /^(?:true|false|null|[+-]?[\d.]+)$/i.test(piece));
  }

  #blanks(): void {
    while (/[ \t]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  /** Skips blanks, commas and comments. */
  #skip(): void {
    for (let next = this.#text[this.#at]; next !== undefined; next = this.#text[this.#at]) {
      if (/[\s,]/.test(next)) this.#at += 1;
      else if (!this.#isComment()) return;
      else while (this.#at < this.#text.length && !/[\n\r]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    }
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

/** Reads what it can of a document or a part of one, and passes over the rest. Never throws. */
export const readHocon = (text: string): HoconValue => new Reader(text).document();
