import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { workspacesQuery } from '#api/workspaces-query.ts';
import type { Workspace } from '#contract/organization.ts';
import type { CurrentUser } from '#contract/users.ts';
import { valueAt } from '#features/preferences/model.ts';
import { usePreferences } from '#features/preferences/queries.ts';
import { clock } from '#lib/clock.ts';
import { firstStepsOn, firstStepsPath, showsFirstSteps } from '#lib/first-steps.ts';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { credentialsQuery } from '../queries.ts';
import { useSite } from '../use-site.ts';

const FirstSteps = lazily(() => import('./first-steps.tsx').then((file) => file.FirstSteps));

/** The height that the document kept for them, px; undefined where it did not. */
const framed = document.querySelector('#first-steps')?.getBoundingClientRect().height;

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
    const { role, created } = props.user;
    const standing = { kept: valueAt(preferences, firstStepsPath), workspaces, credentials, role, created, now: clock() };
    setShown(deployment !== 'connected' && showsFirstSteps(firstStepsOn(deployment), standing));
  }
  return (
    shown === true && (
      <Suspense
        fallback={
          <div style={{ minBlockSize: framed }}>
            <Skeleton label="Loading the first steps" />
          </div>
        }
      >
        <FirstSteps {...props} />
      </Suspense>
    )
  );
};
