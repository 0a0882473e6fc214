/** A text as members are searched by, on the server and in what the page keeps: composed, and in lower case. */
export const fold = (text: string): string => text.normalize('NFC').toLowerCase();
