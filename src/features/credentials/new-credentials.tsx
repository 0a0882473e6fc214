import type { ReactNode } from 'react';
import { Notice } from '#ui/notice.tsx';
import { ReadOnlyField } from '#ui/read-only-field.tsx';
import { PairUse } from './pair-use.tsx';
import type { ServerUrls } from './server-urls.ts';
import { ServersPanel } from './servers-panel.tsx';
import { SnippetPanel } from './snippet-panel.tsx';
import styles from './snippets.module.css';
import type { NewPair } from './queries.ts';
import { useServers } from './use-servers.ts';

interface NewCredentialsProps {
  readonly made: NewPair;
  /** id of its workspace */
  readonly workspace: string;
  /** the workspace's name, where snippets say it */
  readonly title: string | undefined;
  /** the servers as this one says */
  readonly urls: ServerUrls;
  /** what is to be known of the key before */
  readonly remark: ReactNode;
  /** whether the secret is in safety */
  readonly kept: boolean;
  /** it is: copied or downloaded */
  readonly onKept: () => void;
}

/** The new pair, with its secret for the only time, and what to do with it. */
export const NewCredentials = ({ made, workspace, title, urls, remark, kept, onKept }: NewCredentialsProps) => {
  const servers = useServers(workspace, urls);
  const access = {
    accessKey: made.access_key,
    secretKey: made.secret_key,
    label: made.label,
    workspace: title,
    urls: servers.urls,
    unverified: servers.unverified,
  };
  const refusal = Object.keys(servers.problems).length === 0 ? undefined : 'Correct the server addresses first';
  return (
    <div className={styles['result']}>
      <div className={styles['pair']}>
        {remark}
        <Notice tone="warning">The secret key is shown only now: copy or download it before you close.</Notice>
        <ReadOnlyField label="Access key" value={made.access_key} mono copyLabel="Copy access key" />
        <ReadOnlyField label="Secret key" value={made.secret_key} mono copyLabel="Copy secret key" onCopied={onKept} />
        <PairUse made={made} workspace={workspace} api={servers.urls.api} refusal={refusal} kept={kept} />
      </div>
      <SnippetPanel access={access} refusal={refusal} onKept={onKept} />
      <ServersPanel servers={servers} />
    </div>
  );
};
