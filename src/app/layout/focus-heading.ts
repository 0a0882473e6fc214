/** The heading of the page. */
export const findHeading = (): HTMLElement | null => document.querySelector('main h1');

/** A section of the address (`#cloud-access`) is a card, whose heading takes the focus. */
export const focusSection = (id: string): void => {
  document.getElementById(id)?.scrollIntoView();
  document.getElementById(`${id}-heading`)?.focus({ preventScroll: true });
};
