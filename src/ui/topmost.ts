/** The dialog that was opened over everything else, undefined where none is open. */
export const topmostDialog = (): Element | undefined => [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1);
