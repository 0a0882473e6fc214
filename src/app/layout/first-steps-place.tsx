import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { workspacesQuery } from '#api/workspaces-query.ts';
import type { Workspace } from '#contract/organization.ts';
import type { CurrentUser } from '#contract/users.ts';
import { valueAt } from '#features/preferences/model.ts';
import { usePreferences } from '#features/preferences/queries.ts';
import { firstStepsPath, showsFirstSteps } from '#lib/first-steps.ts';
import { lazily } from '#ui/lazily.tsx';
import { credentialsQuery } from '../queries.ts';
import { useSite } from '../use-site.ts';

const FirstSteps = lazily(() => import('./first-steps.tsx').then((file) => file.FirstSteps));

interface FirstStepsPlaceProps {
  readonly user: CurrentUser;
  readonly workspace: Workspace;
}

/** Shows the first steps to who stands at the beginning, and as long as they are at it. A ClearML Server has been begun elsewhere. */
export const FirstStepsPlace = (props: FirstStepsPlaceProps) => {
  const { deployment } = useSite().configuration;
  const steps = valueAt(usePreferences(true), firstStepsPath);
  const workspaces = useQuery({ ...workspacesQuery, enabled: false }).data?.companies ?? [];
  const credentials = useQuery({ ...credentialsQuery(props.workspace.id), enabled: false }).data?.credentials;
  const shown = deployment !== 'connected' && showsFirstSteps({ steps, workspaces, credentials });
  // the first key, or the first other member, is no reason to take away what somebody is reading
  const [begun, setBegun] = useState(shown);
  if (shown && !begun) setBegun(true);
  // no Suspense: the page comes with them, and nothing of it moves
  return begun && <FirstSteps {...props} />;
};
