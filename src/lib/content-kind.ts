import { own } from './own.ts';

/** How an object can be shown; `other` only as a download. */
export type ContentKind = 'picture' | 'video' | 'audio' | 'html' | 'json' | 'text' | 'other';

const byExtension: Readonly<Record<string, ContentKind>> = {
  ...kinds('picture', 'png jpg jpeg gif webp avif svg bmp ico apng'),
  ...kinds('video', 'mp4 webm ogv mov m4v'),
  ...kinds('audio', 'mp3 wav ogg oga flac m4a aac opus'),
  ...kinds('html', 'html htm'),
  ...kinds('json', 'json ipynb geojson'),
  ...kinds('text', 'txt log md csv tsv yaml yml xml toml ini cfg conf py ts js css sh sql jsonl'),
};

function kinds(kind: ContentKind, extensions: string): Record<string, ContentKind> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, kind]));
}

/** The kind by the end of a key; undefined where it tells nothing. */
export const kindOfName = (key: string): ContentKind | undefined => own(byExtension, /\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase() ?? '');

/** The kind by a Content-Type; `application/octet-stream` and an absent one tell nothing and are `other`. */
export const kindOfType = (contentType: string): ContentKind => {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (type === 'application/json' || type.endsWith('+json')) return 'json';
  if (type.startsWith('image/')) return 'picture';
  if (type.startsWith('video/')) return 'video';
  if (type.startsWith('audio/')) return 'audio';
  return type.startsWith('text/') || /[/+](xml|yaml|x-yaml|javascript|toml)$/.test(type) ? 'text' : 'other';
};

/** Whether a browser may run scripts in it, opened by itself, by the end of its key or by its Content-Type: HTML, SVG and other XML. */
export const canRun = (key: string, contentType: string): boolean =>
  /\.(?:[sx]?html?|xht|mhtml?|svgz?|xml|xslt?)$/i.test(key) || kindOfType(contentType) === 'html' || /[/+]xml\s*(?:;|$)/i.test(contentType);
