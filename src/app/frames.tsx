import { renderToStaticMarkup } from 'react-dom/server';
import type { Configuration } from '#contract/configuration.ts';
import { ProfileFrame } from './layout/profile-frame.tsx';

/** Its labels belong to no control: who looks for one by its name, a program too, finds that of the page, once it is there. */
const draw = (deployment: Configuration['deployment'], first: boolean): string =>
  renderToStaticMarkup(<ProfileFrame deployment={deployment} first={first} />).replaceAll(/ (?:for|aria-labelledby)="[^"]*"/g, '');

const deployments = ['hosted', 'self-hosted', 'connected'] as const;

/**
 * What stands in the document of the profile until its script has come, for each kind of server: `<deployment>`, and `<deployment> first` for
 * who is shown the first steps. The build writes it beside the page's files.
 */
export const frames = Object.fromEntries(
  deployments.flatMap((deployment) => [
    [deployment, draw(deployment, false)],
    [`${deployment} first`, draw(deployment, true)],
  ]),
);
