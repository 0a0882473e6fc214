import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Workspace } from '#contract/organization.ts';
import { themeOf } from '#features/preferences/model.ts';
import { usePreferences, useSetPreference } from '#features/preferences/queries.ts';
import { themeRow } from '#features/preferences/rows.ts';
import { useSession } from '#features/session/queries.ts';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { profilePath } from '../paths.ts';
import { useKnownSite } from '../use-site.ts';
import { useLogOutFlow } from './log-out.tsx';
import { storageWords, type SearchEntry } from './search-entry.ts';
import { useOwnWorkspaces } from './use-own-workspaces.ts';
import { addingKeys } from './use-row-start.ts';
import { useWorkspaceEntries } from './workspace-entries.tsx';

const CredentialDialogs = lazily(() => import('#features/credentials/credential-dialogs.tsx').then((file) => file.CredentialDialogs));

/** What there is to do from any page, and the dialogs of that, which stay when the search is closed. */
export const useActionEntries = (): { readonly actions: readonly SearchEntry[]; readonly dialogs: ReactNode } => {
  const site = useKnownSite();
  const { current } = useOwnWorkspaces();
  const { start: logOut, questions } = useLogOutFlow(useSession()?.id ?? '');
  const workspaces = useWorkspaceEntries();
  const theme = themeOf(usePreferences(true));
  const { mutate: setPreference } = useSetPreference();
  const navigate = useNavigate();
  /** where credentials are made */
  const [making, setMaking] = useState<Workspace>();

  const action = (label: string, words: string, choose: () => void, note?: string): SearchEntry => ({
    value: `action ${label}`,
    label,
    words,
    note,
    group: 'Actions',
    choose,
  });
  const addKeys = (id: string): void => void navigate(`${profilePath(id)}#cloud-access`, { state: addingKeys });
  const actions = [
    ...(current === undefined
      ? []
      : [
          action('Create new credentials', 'api key pair secret token clearml.conf sdk agent notebook', () => setMaking(current)),
          action('Add access keys', storageWords, () => addKeys(current.id)),
        ]),
    ...workspaces.actions.flatMap(({ label, words, reason, onSelect }) => (reason === undefined ? [action(label, words, onSelect)] : [])),
    ...themeRow.options.map(({ value, label }) =>
      action(
        `${themeRow.label}: ${label}`,
        'mode appearance colours',
        () => setPreference({ path: themeRow.path, next: () => value }),
        value === theme ? 'Current' : undefined,
      ),
    ),
    action('Log out', 'logout sign out exit', logOut),
  ];
  const dialogs = (
    <>
      <Over>
        {making !== undefined && site !== undefined && (
          <CredentialDialogs dialog={{ kind: 'create' }} workspace={making} {...site} onClose={() => setMaking(undefined)} />
        )}
      </Over>
      {questions}
      {workspaces.dialog}
    </>
  );
  return { actions, dialogs };
};
