import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Workspace } from '#contract/organization.ts';
import type { CurrentUser } from '#contract/users.ts';
import { valueAt } from '#features/preferences/model.ts';
import { usePreferences, useSetPreference } from '#features/preferences/queries.ts';
import { firstStepsPath, stepsBehind, type FirstStep } from '#lib/first-steps.ts';
import { Button } from '#ui/button.tsx';
import { lazily } from '#ui/lazily.tsx';
import { useToast } from '#ui/toast.tsx';
import { credentialsQuery } from '../queries.ts';
import { useSite } from '../use-site.ts';
import { FirstStepsCard, stepsOn } from './first-steps-card.tsx';
import { findHeading } from './focus-heading.ts';
import { useInvite } from './invite.tsx';

const EditNameForm = lazily(() => import('#features/session/edit-name-form.tsx').then((file) => file.EditNameForm));
const CredentialDialogs = lazily(() => import('#features/credentials/credential-dialogs.tsx').then((file) => file.CredentialDialogs));

interface FirstStepsProps {
  readonly user: CurrentUser;
  readonly workspace: Workspace;
}

/** What somebody does first on an empty server. Each step can be skipped; what was done or skipped is kept with the account, and so is that all of it is over. */
export const FirstSteps = ({ user, workspace }: FirstStepsProps) => {
  const site = useSite();
  const invite = useInvite();
  const toast = useToast();
  const { mutate: setPreference } = useSetPreference();
  const kept = valueAt(usePreferences(true), firstStepsPath);
  const behind = stepsBehind(kept);
  const hasKeys = (useQuery({ ...credentialsQuery(workspace.id), enabled: false }).data?.credentials.length ?? 0) > 0;
  const [open, setOpen] = useState<'name' | 'credentials'>();

  const steps = stepsOn(site.configuration.deployment);
  const isBehind = (step: FirstStep): boolean => behind.includes(step) || (step === 'credentials' && hasKeys);
  const tick = (step: FirstStep): void =>
    setPreference({ path: firstStepsPath, next: (present) => [...new Set([...stepsBehind(present), step])] });
  const close = (): void => setOpen(undefined);
  const end = useCallback(
    (message: string): void => {
      setPreference({ path: firstStepsPath, next: () => 'over' });
      toast(message);
    },
    [setPreference, toast],
  );
  const isLastDone = kept !== 'over' && open === undefined && steps.every(({ name }) => isBehind(name));
  useEffect(() => {
    if (isLastDone) end('That was all: you are ready');
  }, [isLastDone, end]);
  useEffect(() => {
    // what had the focus went with the card
    if (kept === 'over' && document.activeElement === document.body) findHeading()?.focus();
  }, [kept]);

  const buttons: Record<FirstStep, ReactNode> = {
    name: (
      <Button onPointerEnter={EditNameForm.preload} onFocus={EditNameForm.preload} onClick={() => setOpen('name')}>
        Edit it
      </Button>
    ),
    credentials: (
      <Button onPointerEnter={CredentialDialogs.preload} onFocus={CredentialDialogs.preload} onClick={() => setOpen('credentials')}>
        Create a pair
      </Button>
    ),
    invite: <Button onClick={() => invite(workspace, () => tick('invite'))}>Invite somebody</Button>,
  };
  const nameForm = (
    <Suspense>
      <EditNameForm
        user={user}
        onClose={(saved) => {
          close();
          if (saved) tick('name');
        }}
      />
    </Suspense>
  );
  return (
    <>
      {kept !== 'over' && (
        <FirstStepsCard
          steps={steps}
          isBehind={isBehind}
          onHide={() => end('First steps are hidden')}
          renderActions={({ name, title }) =>
            name === 'name' && open === 'name' ? (
              nameForm
            ) : (
              <>
                {buttons[name]}
                <Button variant="quiet" aria-label={`Skip: ${title}`} onClick={() => tick(name)}>
                  Skip
                </Button>
              </>
            )
          }
        />
      )}
      {/* it may show a secret, whatever another tab hides */}
      <Suspense>
        {open === 'credentials' && <CredentialDialogs dialog={{ kind: 'create' }} workspace={workspace} {...site} onClose={close} />}
      </Suspense>
    </>
  );
};
