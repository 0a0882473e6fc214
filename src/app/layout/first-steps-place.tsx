import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { workspacesQuery } from '#api/workspaces-query.ts';
import type { Workspace } from '#contract/organization.ts';
import type { CurrentUser } from '#contract/users.ts';
import { valueAt } from '#features/preferences/model.ts';
import { usePreferences } from '#features/preferences/queries.ts';
import { clock } from '#lib/clock.ts';
import { firstStepsOn, firstStepsPath, showsFirstSteps } from '#lib/first-steps.ts';
import { lazily } from '#ui/lazily.tsx';
import { credentialsQuery } from '../queries.ts';
import { useSite } from '../use-site.ts';

const FirstSteps = lazily(() => import('./first-steps.tsx').then((file) => file.FirstSteps));

interface FirstStepsPlaceProps {
  readonly user: CurrentUser;
  readonly workspace: Workspace;
}

/** Shows the first steps to who begins, or is at them, when the page comes; not later, to who is no beginner. A ClearML Server has been begun elsewhere. */
export const FirstStepsPlace = (props: FirstStepsPlaceProps) => {
  const { deployment } = useSite().configuration;
  const preferences = usePreferences(true);
  const workspaces = useQuery({ ...workspacesQuery, enabled: false }).data?.companies;
  const credentials = useQuery({ ...credentialsQuery(props.workspace.id), enabled: false }).data?.credentials;
  const [shown, setShown] = useState<boolean>();
  if (shown === undefined && preferences !== undefined && workspaces !== undefined && credentials !== undefined) {
    const standing = { kept: valueAt(preferences, firstStepsPath), workspaces, credentials, created: props.user.created, now: clock() };
    setShown(deployment !== 'connected' && showsFirstSteps(firstStepsOn(deployment), standing));
  }
  // no Suspense: the page comes with them, and nothing of it moves
  return shown === true && <FirstSteps {...props} />;
};
