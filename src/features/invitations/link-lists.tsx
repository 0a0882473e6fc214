import { useState } from 'react';
import type { invitations } from '#contract/index.ts';
import { Tabs } from '#ui/tabs.tsx';
import { EndedLinks } from './ended-links.tsx';
import { OpenLinks } from './open-links.tsx';

interface LinkListsProps {
  readonly workspace: string;
  /** those that are open */
  readonly open: readonly invitations.Invitation[];
}

/** Every link of a workspace, whoever made it: those that are open, and those that have ended. */
export const LinkLists = ({ workspace, open }: LinkListsProps) => {
  const [shown, setShown] = useState('open');
  return (
    <Tabs
      label="Links of the workspace"
      value={shown}
      onChange={setShown}
      tabs={[
        { id: 'open', label: 'Open links', content: <OpenLinks workspace={workspace} invitations={open} /> },
        { id: 'ended', label: 'Ended links', content: <EndedLinks workspace={workspace} /> },
      ]}
    />
  );
};
