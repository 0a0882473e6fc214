import { Plus, Search, UserPlus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { whoInvites } from '#features/members/model.ts';
import { currentFirst, searchAbove } from '#features/workspaces/model.ts';
import { lazily } from '#ui/lazily.tsx';
import type { ActionEntry, MenuEntry } from '#ui/menu-entry.ts';
import { Over } from '#ui/over.tsx';
import { useKnownSite } from '../use-site.ts';
import { useInvite } from './invite.tsx';
import { useCreated } from './use-created.ts';
import { useOwnWorkspaces } from './use-own-workspaces.ts';
import { usePrepare } from './use-prepare.ts';
import { useToldSwitch } from './use-switch.ts';

const CreateWorkspaceDialog = lazily(() =>
  import('#features/workspaces/create-workspace-dialog.tsx').then((file) => file.CreateWorkspaceDialog),
);
const SwitchDialog = lazily(() => import('#features/workspaces/switch-dialog.tsx').then((file) => file.SwitchDialog));

interface WorkspaceAction extends ActionEntry {
  /** other words that somebody may search for it by */
  readonly words: string;
}

interface WorkspaceEntries {
  /** the workspaces to switch to */
  readonly choice: readonly MenuEntry[];
  /** a new one, and the invitation to the current one */
  readonly actions: readonly WorkspaceAction[];
  readonly dialog: ReactNode;
}

/** What there is to do with workspaces from any page; nothing on a server with one. */
export const useWorkspaceEntries = (): WorkspaceEntries => {
  const site = useKnownSite();
  const { companies, current } = useOwnWorkspaces();
  const switchTo = useToldSwitch();
  const prepare = usePrepare();
  const created = useCreated();
  const invite = useInvite();
  const [opened, setOpened] = useState<'create' | 'switch'>();
  if (site?.configuration.deployment !== 'hosted' || current === undefined) return { choice: [], actions: [], dialog: null };

  const many = companies.length > searchAbove;
  const offered = many ? currentFirst(companies, current.id).slice(0, searchAbove) : companies;
  const close = (): void => setOpened(undefined);
  const choice: MenuEntry = {
    kind: 'choice',
    label: 'Workspaces',
    value: current.id,
    options: offered.map((company) => ({ value: company.id, label: company.name })),
    onChange: switchTo,
    onReach: prepare,
  };
  const search: MenuEntry = {
    kind: 'action',
    label: 'Find a workspace',
    count: companies.length,
    icon: <Search aria-hidden="true" />,
    onSelect: () => setOpened('switch'),
  };
  const actions: WorkspaceAction[] = [
    {
      kind: 'action',
      label: 'Create workspace',
      words: 'new team',
      icon: <Plus aria-hidden="true" />,
      onSelect: () => setOpened('create'),
    },
    {
      kind: 'action',
      label: 'Invite a user',
      words: 'add member teammate colleague people link',
      icon: <UserPlus aria-hidden="true" />,
      reason: current.actions?.includes('invite') === true ? undefined : whoInvites(current),
      onSelect: () => invite(current),
    },
  ];
  const dialog = (
    <Over>
      {opened === 'create' && <CreateWorkspaceDialog onCreated={created} onClose={close} />}
      {opened === 'switch' && (
        <SwitchDialog workspaces={companies} current={current.id} onSwitch={switchTo} onReach={prepare} onClose={close} />
      )}
    </Over>
  );
  return { choice: many ? [choice, search] : [choice], actions, dialog };
};
