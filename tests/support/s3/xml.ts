const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Text between tags; S3 writes control characters as references too, although XML 1.0 has none for them. */
export const escapeXml = (text: string): string =>
  text.replace(/[<>&"'\u0000-\u001f]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);

/** An element with text. */
export const tag = (name: string, text: string | number | boolean): string => `<${name}>${escapeXml(String(text))}</${name}>`;

/** A document of S3 around elements that are written already. */
export const document = (name: string, content: string, namespace = ''): string =>
  `${declaration}<${name}${namespace}>${content}</${name}>`;

export const s3Namespace = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
