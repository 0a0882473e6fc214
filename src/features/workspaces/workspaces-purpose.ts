import type { Configuration } from '#contract/configuration.ts';

/** What workspaces are for, on such a server. */
export const workspacesPurpose = ({ deployment }: Pick<Configuration, 'deployment'>): string =>
  deployment === 'hosted'
    ? 'What a team shares. This tab works in one of them; each has its own members and credentials.'
    : 'This server has one workspace for everybody.';
