/** px between the tip and the edges of the window */
const margin = 8;

/** Puts a tip (`position: fixed`) above its anchor, below it where there is no room or the styles say `--tip-side: below`, and always inside the window. */
export const placeTip = (tip: HTMLElement, anchor: Element): void => {
  const at = anchor.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const left = at.left + (at.width - own.width) / 2;
  const above = at.top - own.height;
  tip.style.left = `${Math.max(margin, Math.min(left, document.body.clientWidth - own.width - margin))}px`;
  const isBelow = above < margin || getComputedStyle(anchor).getPropertyValue('--tip-side') === 'below';
  tip.style.top = `${isBelow ? at.bottom : above}px`;
};
