import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryFor } from '#api/query.ts';
import { kindOfType } from '#lib/content-kind.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import styles from './preview.module.css';
import type { TextPart } from './read-part.ts';
import type { Source } from './source.ts';
import { TextView } from './text-view.tsx';

interface HtmlViewProps {
  readonly source: Source;
  readonly part: TextPart;
  /** its Content-Type: browsers show nothing else as a page */
  readonly type: string;
}

/**
 * A page from a bucket, walled off. It can read its own address, so where that shows a secret that outlives it (a SAS, a session token)
 * its source is shown instead.
 */
export const HtmlView = ({ source, part, type }: HtmlViewProps) => {
  const isPage = kindOfType(type) === 'html';
  if (source.secret === undefined && isPage) return <SandboxView source={source} />;
  return (
    <>
      <Notice tone="info">
        This is the page’s source.{' '}
        {isPage
          ? `Shown as a page, it could read your ${source.secret}.`
          : `It is stored as ${type || 'of no type'}, so the browser would not show it as a page.`}
      </Notice>
      <TextView source={source} part={part} json={false} />
    </>
  );
};

/** An origin of its own, no forms, no pop-ups, no way to leave its frame, and scripts only when they are asked for. */
const SandboxView = ({ source }: Pick<HtmlViewProps, 'source'>) => {
  const { data, isPending } = useQuery(queryFor('users.get_preferences', {}));
  const reason = isPending ? undefined : whyNot(data?.preferences);
  const [frame, setFrame] = useState(() => ({ address: source.sign(Date.now()), scripts: false }));
  return (
    <>
      <div className={styles['bar']}>
        <p className={styles['remark']}>
          {frame.scripts
            ? 'Its scripts run in a sandbox: they see neither this page, your log-in nor your keys. No forms, no pop-ups.'
            : 'Shown in a sandbox: no scripts, no forms, no pop-ups, and no way to this page, your log-in or your keys.'}
          {source.place !== undefined &&
            ' A script that runs may send the signed address of this file, which opens it for 15 minutes, on to others.'}
        </p>
        {!frame.scripts && (
          <Button
            size="s"
            pending={isPending}
            reason={reason}
            onClick={() => setFrame({ address: source.sign(Date.now()), scripts: true })}
          >
            Run its scripts
          </Button>
        )}
        {!frame.scripts && reason !== undefined && <p className={styles['remark']}>{reason}</p>}
      </div>
      {/* a sandbox counts from the next load on: another frame. A redirect takes it to the Location that the storage chose, with what that holds: no secret that outlives the address, which shows none */}
      <iframe
        key={String(frame.scripts)}
        className={styles['page']}
        title={source.name}
        src={frame.address}
        sandbox={frame.scripts ? 'allow-scripts' : ''}
        referrerPolicy="no-referrer"
      />
    </>
  );
};

/** The preference "Block running user's scripts in the browser". */
const whyNot = (preferences: Record<string, unknown> | undefined): string | undefined => {
  if (preferences === undefined) return 'Your preferences, which may block scripts, could not be loaded';
  const { rootProjects } = preferences;
  const blocks =
    typeof rootProjects === 'object' && rootProjects !== null && 'blockUserScript' in rootProjects && rootProjects.blockUserScript;
  return blocks === true ? 'Your preferences block running user’s scripts in the browser' : undefined;
};
