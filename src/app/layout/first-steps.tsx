import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { Workspace } from '#contract/organization.ts';
import type { CurrentUser } from '#contract/users.ts';
import { linksQuery } from '#features/invitations/queries.ts';
import { valueAt } from '#features/preferences/model.ts';
import { usePreferences, useSetPreference } from '#features/preferences/queries.ts';
import { firstStepsOn, firstStepsPath, isBehind, listed, type FirstStep } from '#lib/first-steps.ts';
import { keptAfter, stateOf, type StepState } from '#lib/kept-steps.ts';
import { Button } from '#ui/button.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { useToast } from '#ui/toast.tsx';
import { credentialsQuery } from '../queries.ts';
import { useSite } from '../use-site.ts';
import { FirstStepsCard } from './first-steps-card.tsx';
import styles from './first-steps.module.css';
import { findHeading } from './focus-heading.ts';
import { useInvite } from './invite.tsx';

const EditNameForm = lazily(() => import('#features/session/edit-name-form.tsx').then((file) => file.EditNameForm));
const CredentialDialogs = lazily(() => import('#features/credentials/credential-dialogs.tsx').then((file) => file.CredentialDialogs));

const lastSaid = 'That was the last of the first steps';

interface FirstStepsProps {
  readonly user: CurrentUser;
  readonly workspace: Workspace;
}

/**
 * What somebody does first on an empty server. Each step can be skipped; what is checked off is kept with the account, and so is that all of it is over.
 * A name that is being typed, and a new secret, stay whatever another tab puts away.
 */
export const FirstSteps = ({ user, workspace }: FirstStepsProps) => {
  const client = useQueryClient();
  const site = useSite();
  const invite = useInvite();
  const toast = useToast();
  const { mutateAsync: setPreference } = useSetPreference();
  const kept = valueAt(usePreferences(true), firstStepsPath);
  const credentials = useQuery({ ...credentialsQuery(workspace.id), enabled: false }).data?.credentials;
  const [naming, setNaming] = useState(false);
  const [making, setMaking] = useState(false);
  const [failure, setFailure] = useState<string>();

  const steps = firstStepsOn(site.configuration.deployment);
  const over = kept === 'over' || steps.every((step) => isBehind(step, { kept, credentials }));
  const save = async (next: (present: unknown) => unknown, said: string): Promise<void> => {
    const { preferences } = await setPreference({ path: firstStepsPath, next });
    if (valueAt(preferences, firstStepsPath) === 'over') toast(said);
  };
  const keep = async (...what: Parameters<typeof save>): Promise<void> => {
    setFailure(undefined);
    try {
      await save(...what);
    } catch (error) {
      setFailure(failureCopy(error));
    }
  };
  const after =
    (step: FirstStep, state: StepState) =>
    (present: unknown): unknown =>
      keptAfter(steps, step, state, { kept: present, credentials });
  const mark = (step: FirstStep, state: StepState): void => void keep(after(step, state), lastSaid);
  /** A dialog that could make no link has invited nobody. */
  const invited = (): void => {
    const links = client.getQueryData(linksQuery(workspace.id, { active: true }).queryKey)?.invites ?? [];
    if (links.length > 0) mark('invite', 'done');
  };
  /** A name that is being typed is not checked off under one's hands. */
  const stateNow = (step: FirstStep): StepState => (step === 'name' && naming ? 'open' : stateOf(step, { kept, credentials }));
  useEffect(() => {
    // what had the focus went with the card
    if (over && document.activeElement === document.body) findHeading()?.focus();
  }, [over]);

  const noted = useRef(false);
  const isNews = credentials !== undefined && credentials.length > 0 && kept !== 'over' && !listed(kept).includes('credentials');
  const note = useEffectEvent((): void => void save(after('credentials', 'done'), lastSaid).catch(() => undefined));
  useEffect(() => {
    // a key counts in workspaces to come as well; what cannot be kept now is the next time
    if (!isNews || noted.current) return;
    noted.current = true;
    note();
  }, [isNews]);

  const nameForm = (
    <Over>
      <EditNameForm
        user={user}
        onClose={(saved) => {
          setNaming(false);
          if (saved) mark('name', 'done');
        }}
      />
    </Over>
  );
  const buttons: Record<FirstStep, ReactNode> = {
    name: (
      <Button onPointerEnter={EditNameForm.preload} onFocus={EditNameForm.preload} onClick={() => setNaming(true)}>
        Edit your name
      </Button>
    ),
    credentials: (
      <Button onPointerEnter={CredentialDialogs.preload} onFocus={CredentialDialogs.preload} onClick={() => setMaking(true)}>
        Create a key pair
      </Button>
    ),
    invite: <Button onClick={() => invite(workspace, invited)}>Invite somebody</Button>,
  };
  return (
    <>
      {(!over || naming) && (
        <FirstStepsCard
          steps={steps}
          stateOf={stateNow}
          renderActions={(step, title) =>
            step === 'name' && naming ? (
              nameForm
            ) : stateNow(step) === 'skipped' ? (
              <>
                <p className={styles['text']}>Skipped</p>
                <Button variant="quiet" aria-label={`Undo skipping: ${title}`} onClick={() => mark(step, 'open')}>
                  Undo
                </Button>
              </>
            ) : (
              <>
                {buttons[step]}
                <Button variant="quiet" aria-label={`Skip: ${title}`} onClick={() => mark(step, 'skipped')}>
                  Skip
                </Button>
              </>
            )
          }
          hide={
            <Button
              variant="quiet"
              reason={naming ? 'Save or discard your name first' : undefined}
              onClick={() => void keep(() => 'over', 'First steps are hidden')}
            >
              Hide
            </Button>
          }
        >
          {failure !== undefined && (
            <p role="alert" className={styles['failure']}>
              {failure}
            </p>
          )}
        </FirstStepsCard>
      )}
      <Over>
        {making && <CredentialDialogs dialog={{ kind: 'create' }} workspace={workspace} {...site} onClose={() => setMaking(false)} />}
      </Over>
    </>
  );
};
