/** What a text in HOCON says, or one in JSON, which is HOCON too. Null: a substitution such as `${KEY}`, whose value stands elsewhere. */
export type HoconValue = string | null | readonly HoconValue[] | HoconObject;
export type HoconObject = Map<string, HoconValue>;

/** Deeper than any configuration, and far from the end of the stack. */
const deepest = 40;
const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
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
    if (this.#take('[')) return this.#list(0);
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
      const names = this.#separator() || this.#text[this.#at] === '{';
      if (path.length === 0 && !names) this.#at += 1;
      if (names) this.#put(into, path, depth);
    }
  }

  #put(into: HoconObject, path: readonly string[], depth: number): void {
    this.#skip();
    const owner = path.slice(0, -1).reduce(below, into);
    const name = path.at(-1) ?? '';
    if (this.#take('{')) this.#inside(depth, () => this.#members(below(owner, name), depth + 1));
    else owner.set(name, this.#take('[') ? this.#list(depth) : this.#scalar());
  }

  #list(depth: number): HoconValue[] {
    const list: HoconValue[] = [];
    for (this.#skip(); this.#at < this.#text.length; this.#skip()) {
      if (this.#take(']') || this.#take('}')) break;
      if (this.#take('{')) {
        const object: HoconObject = new Map();
        list.push(object);
        this.#inside(depth, () => this.#members(object, depth + 1));
      } else if (this.#take('[')) this.#inside(depth, () => list.push(this.#list(depth + 1)));
      else list.push(this.#scalar());
    }
    return list;
  }

  /** What is nested too deeply ends the reading. */
  #inside(depth: number, read: () => unknown): void {
    if (depth < deepest) read();
    else this.#at = this.#text.length;
  }

  #separator(): boolean {
    if (this.#text[this.#at] === '+' && this.#text[this.#at + 1] === '=') this.#at += 1;
    return this.#take(':') || this.#take('=');
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
    while (!isEnd(this.#text[this.#at]) && !this.#isComment()) {
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

  /** `//` begins one too, but not in `http://` without quotes. */
  #isComment(): boolean {
    return this.#text[this.#at] === '#' || (this.#text.startsWith('//', this.#at) && this.#text[this.#at - 1] !== ':');
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

const below = (object: HoconObject, name: string): HoconObject => {
  const known = object.get(name);
  if (known instanceof Map) return known;
  const fresh: HoconObject = new Map();
  object.set(name, fresh);
  return fresh;
};

/** Reads what it can of a document or a part of one, and passes over the rest. Never throws. */
export const readHocon = (text: string): HoconValue => new Reader(text).document();

/** The value at a path of names; undefined where there is none. */
export const hoconAt = (value: HoconValue | undefined, path: readonly string[]): HoconValue | undefined =>
  path.reduce<HoconValue | undefined>((at, name) => (at instanceof Map ? at.get(name) : undefined), value);

/** The text of a member; empty where there is none, or none that is known. */
export const hoconText = (value: HoconValue | undefined, name: string): string => {
  const text = hoconAt(value, [name]);
  return typeof text === 'string' && text !== 'null' ? text : '';
};

/** The members of a list; none where it is no list. */
export const hoconList = (value: HoconValue | undefined): readonly HoconValue[] =>
  Array.isArray(value) ? (value as readonly HoconValue[]) : []; // isArray knows no readonly arrays

/** A text as HOCON and JSON read it back, whatever is in it: control characters and what some readers take for a line end are escaped. */
export const hoconQuoted = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
