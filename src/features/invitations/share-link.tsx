import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/button.tsx';
import { Status } from '#ui/status.tsx';
import styles from './invitations.module.css';

interface ShareLinkProps {
  readonly url: string;
  /** its name */
  readonly workspace: string;
}

/** Hands a link to what the platform sends things with, where it has that: never on plain http. */
export const ShareLink = ({ url, workspace }: ShareLinkProps) => {
  const [refused, setRefused] = useState(false);
  if (!window.isSecureContext || !('share' in navigator)) return null;

  const share = async (): Promise<void> => {
    setRefused(false);
    try {
      await navigator.share({ title: `Join ${workspace}`, url });
    } catch (error) {
      // whoever closes it has changed their mind
      setRefused(!(error instanceof DOMException && error.name === 'AbortError'));
    }
  };

  return (
    <div className={styles['share']}>
      <Button size="s" icon={<Share2 aria-hidden="true" />} onClick={() => void share()}>
        Share link
      </Button>
      <Status>{refused ? 'The browser refused to share: copy the link instead.' : ''}</Status>
    </div>
  );
};
