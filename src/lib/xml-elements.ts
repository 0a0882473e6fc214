/**
 * What stands between each `<name …>` and its end, as it is written. Elements of one name never stand in each other
 * there. Nothing is searched twice: whoever sent the text may mean harm.
 */
export const elements = (xml: string, name: string): string[] => {
  const found: string[] = [];
  const [open, close] = [`<${name}`, `</${name}>`];
  for (let start = xml.indexOf(open); start >= 0;) {
    let at = start + open.length;
    // else it is the beginning of another name
    if (/[\s>]/.test(xml.charAt(at))) {
      const begin = xml.indexOf('>', at) + 1;
      const isEmpty = xml.charAt(begin - 2) === '/';
      const end = begin === 0 || isEmpty ? begin - 1 : xml.indexOf(close, begin);
      if (end < 0) break;
      if (!isEmpty) found.push(xml.slice(begin, end));
      at = isEmpty ? begin : end + close.length;
    }
    start = xml.indexOf(open, at);
  }
  return found;
};
