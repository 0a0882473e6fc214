/** Words of a table that begin in one line and end in another. */
export const brokenWords = (table: Element): string[] => {
  const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    for (const { 0: word, index } of (node.nodeValue ?? '').matchAll(/[\w•]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
      if (new Set(tops).size > 1) broken.push(word);
    }
  }
  return broken;
};

/** What can be pressed in a card and does not lie in it whole. */
export const controlsOutside = (region: Element): string[] => {
  const { left, right } = region.getBoundingClientRect();
  return [...region.querySelectorAll('a, button')]
    .filter((control) => control.getBoundingClientRect().left < left || control.getBoundingClientRect().right > right)
    .map(({ textContent }) => textContent);
};

/** Where the words begin of the first control in each line, px. */
export const lineStarts = (controls: readonly Element[]): number[] =>
  controls
    .map((control) => {
      const words = document.createRange();
      words.selectNodeContents(control.firstChild ?? control);
      return Math.round(words.getBoundingClientRect().left);
    })
    .filter((left, at, all) => left <= (all[at - 1] ?? left));
