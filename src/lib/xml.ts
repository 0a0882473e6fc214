import { own } from './own.ts';

/** The text of the first `<name>…</name>` in a document of a storage server; empty where there is none. Such documents have no attributes, CDATA or comments where it matters. */
export const element = (xml: string, name: string): string => unescapeXml(new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '');

/** What stands between each `<name …>` and its end, as it is written. Elements of one name never stand in each other there. */
export const elements = (xml: string, name: string): string[] =>
  xml
    .split(new RegExp(`<${name}(?:\\s[^>]*)?>`))
    .slice(1)
    .map((rest) => rest.split(`</${name}>`, 1)[0] ?? '');

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return own(entities, name) ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
