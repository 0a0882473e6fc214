import { renderToStaticMarkup } from 'react-dom/server';
import { ProfileFrame } from './layout/profile-frame.tsx';

const deployments = ['hosted', 'self-hosted', 'connected'] as const;

/**
 * What stands in the document of the profile until its script has come, for each kind of server: `<deployment>`, and `<deployment> first` for
 * who is shown the first steps. The build writes it beside the page's files.
 */
export const frames = Object.fromEntries(
  deployments.flatMap((deployment) => [
    [deployment, renderToStaticMarkup(<ProfileFrame deployment={deployment} first={false} />)],
    [`${deployment} first`, renderToStaticMarkup(<ProfileFrame deployment={deployment} first />)],
  ]),
);
