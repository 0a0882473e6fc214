/** What stands in a field. */
export const valueOf = (element: Element): string => {
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement)
    return element.value;
  throw new Error(`No field: ${element.outerHTML.slice(0, 200)}`);
};

/** What describes an element to a screen reader (`aria-describedby`). */
export const descriptionOf = (element: Element): string =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(/\s+/u)
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')
    .trim();
