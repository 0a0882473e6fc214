import { useQuery } from '@tanstack/react-query';
import { queryFor } from '#api/query.ts';
import { users } from '#contract/index.ts';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import styles from './preview.module.css';
import type { TextStart } from './read-start.ts';
import type { Source } from './source.ts';
import { TextView } from './text-view.tsx';

interface HtmlViewProps {
  readonly source: Source;
  readonly text: TextStart;
}

/**
 * A page from a bucket, walled off: an origin of its own, no forms, no pop-ups, and no scripts where the user blocks them.
 * It can read its own address, so where that holds a long-lived signature (a SAS) its source is shown instead.
 */
export const HtmlView = ({ source, text }: HtmlViewProps) => {
  const { data, isPending } = useQuery(queryFor(users.getPreferences, {}));
  if (source.download === undefined) {
    return (
      <>
        <Notice tone="info">This is the page’s source. Shown as a page, it could read your shared access signature.</Notice>
        <TextView text={text} json={false} />
      </>
    );
  }
  if (isPending) return <Skeleton label="Loading your preferences" lines={8} />;
  const scripts = data !== undefined && !blocksScripts(data.preferences);
  return (
    <>
      {!scripts && <Notice tone="info">Its scripts are blocked by your preferences.</Notice>}
      <iframe
        className={styles['page']}
        title={source.name}
        src={source.address}
        sandbox={scripts ? 'allow-scripts' : ''}
        referrerPolicy="no-referrer"
      />
    </>
  );
};

/** The preference "Block running user's scripts in the browser". */
const blocksScripts = ({ rootProjects }: Record<string, unknown>): boolean =>
  typeof rootProjects === 'object' && rootProjects !== null && 'blockUserScript' in rootProjects && rootProjects.blockUserScript === true;
