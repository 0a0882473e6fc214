import type { Configuration } from '#contract/index.ts';
import type { Chunks } from './chunks.ts';

/** One answer that the page need not ask for: `[operation name, workspace or null, request, data]`. */
export type BootAnswer = readonly [name: string, workspace: string | null, request: unknown, data: unknown];

/** What the page needs first, in the document itself. */
export interface Boot {
  readonly configuration: Configuration;
  readonly answers: readonly BootAnswer[];
  /** where browsers reach the page */
  readonly origin: string;
  /** the server's time, ms since 1970: a computer's own clock may be wrong. None in a document that a browser may keep */
  readonly time?: number;
}

export interface DocumentParts {
  /** path below which the page is served, with a slash at both ends */
  readonly base: string;
  readonly theme: 'system' | 'light' | 'dark';
  /** what stands there until the script has come; null for the header alone */
  readonly frame: string | null;
  readonly chunks: Chunks;
  readonly boot: Boot;
}

/** The page may run its own scripts and styles only. Buckets may be anywhere: rows name hosts that the server does not know. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self' http: https:",
  "img-src 'self' http: https: data: blob:",
  "media-src 'self' http: https: data: blob:",
  'frame-src http: https:',
  "form-action 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** JSON that cannot end the element it stands in, whatever a name or label holds. */
const embedded = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Addresses from the root get the base in front. */
const rebased = (html: string, base: string): string => html.replaceAll(/\b(src|href)="\/(?!\/)/g, `$1="${base}`);

const links = (html: string, base: string, { scripts, styles }: Chunks): string => {
  const named = (file: string): boolean => html.includes(`"${base}${file}"`);
  return [
    ...styles.filter((file) => !named(file)).map((file) => `<link rel="stylesheet" crossorigin href="${base}${file}">`),
    ...scripts.filter((file) => !named(file)).map((file) => `<link rel="modulepreload" crossorigin href="${base}${file}">`),
  ].join('');
};

/** Fills the template: where the page is served, the theme and what is painted first, the route's files, and the first answers. */
export const fillDocument = (template: string, { base, theme, frame, chunks, boot }: DocumentParts): string => {
  const framed = frame === null ? template : template.replace(/<div class="frame">.*?<\/div>/, () => frame);
  const html = rebased(framed, base).replace(/<html\b[^>]*>/, (tag) =>
    tag.replaceAll(/ data-(?:base|theme)="[^"]*"/g, '').replace('>', ` data-base="${base}" data-theme="${theme}">`),
  );
  return html
    .replace('</head>', () => `${links(html, base, chunks)}</head>`)
    .replace('</body>', () => `<script type="application/json" id="boot">${embedded(boot)}</script></body>`);
};
