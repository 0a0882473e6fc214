import type { organization } from '#contract/index.ts';

/** Above so many workspaces a search field heads the list. */
export const searchAbove = 8;

/** So many panels are drawn at first, and as many more at a time: what is not drawn is found by its name. */
export const shownAtOnce = 40;

/** The current workspace first, the others as the server lists them. */
export const currentFirst = (workspaces: readonly organization.Workspace[], current: string): organization.Workspace[] => [
  ...workspaces.filter(({ id }) => id === current),
  ...workspaces.filter(({ id }) => id !== current),
];

/** Those whose name contains the text, whatever its case. */
export const matching = (workspaces: readonly organization.Workspace[], text: string): readonly organization.Workspace[] => {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? workspaces : workspaces.filter(({ name }) => name.toLowerCase().includes(wanted));
};
