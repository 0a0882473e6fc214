/** What a spreadsheet would take for a formula, full-width signs among it, or strip before it does. */
const formula = /^[=+\-@＝＋－＠\t\r]/u;

/** A cell as RFC 4180 writes it, quoted where a program that separates by `;` or tab would see several. One that a spreadsheet would run begins with an apostrophe, and so is text there. */
const cell = (value: string): string => {
  const text = formula.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A record of a CSV file, with its line end. */
export const csvRecord = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** What a CSV file begins with, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\uFEFF';
