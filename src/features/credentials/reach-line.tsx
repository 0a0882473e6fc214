import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { Reach } from '#api/reach-server.ts';
import { classes } from '#ui/classes.ts';
import styles from './servers.module.css';
import type { ServerKind } from './server-urls.ts';

interface ReachLineProps {
  readonly kind: ServerKind;
  readonly url: string;
  /** undefined: not known yet */
  readonly reach: Reach | undefined;
}

/** What the browser found at a server's address, in words. */
export const ReachLine = ({ kind, url, reach }: ReachLineProps) => {
  if (reach === undefined) return <span className={styles['reach']}>Checking…</span>;
  const tone = toneOf(reach);
  const Icon = { success: CircleCheck, warning: TriangleAlert, info: Info }[tone];
  return (
    <span className={classes(styles['reach'], styles[tone])}>
      <Icon aria-hidden="true" />
      <span>{reachWords(kind, url, reach)}</span>
    </span>
  );
};

const toneOf = ({ state }: Reach): 'success' | 'warning' | 'info' => {
  if (state === 'answers') return 'success';
  return state === 'silent' || state === 'foreign' ? 'warning' : 'info';
};

/** What was found, in a sentence or two. */
export const reachWords = (kind: ServerKind, url: string, reach: Reach): string => {
  switch (reach.state) {
    case 'answers':
      return reach.version === undefined ? 'Answers.' : `Answers with API ${reach.version}.`;
    case 'unreadable':
      return 'Answers. What it is could not be checked from this browser: its CORS rules let no other page read.';
    case 'unchecked':
      return 'Could not be checked from this browser: this page is on https, the address on http.';
    case 'foreign':
      return 'Something answers, but not as ClearML’s API.';
    case 'silent':
      return `Does not answer this browser${url.startsWith('https:') ? ', or has a certificate that it does not trust' : ''}.${kind === 'files' ? ' Uploads will fail: whoever runs the server sets FILES_URL.' : ''}`;
  }
};
