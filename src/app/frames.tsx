import { renderToStaticMarkup } from 'react-dom/server';
import { ProfileFrame } from './layout/profile-frame.tsx';

const deployments = ['hosted', 'self-hosted', 'connected'] as const;

/** What stands in the document of the profile until its script has come, for each kind of server. The build writes it beside the page's files. */
export const frames = Object.fromEntries(
  deployments.map((deployment) => [deployment, renderToStaticMarkup(<ProfileFrame deployment={deployment} />)]),
);
