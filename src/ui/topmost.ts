/** Whether no other dialog was opened over this one: only the uppermost obeys Esc and presses beside it. */
export const isTopmost = (popup: HTMLElement | null): boolean =>
  [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1) === popup;
