import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { failureCopy } from '#api/failure-copy.ts';
import { markLogOutBegun, mustAskAboutKeys } from '#features/cloud-access/log-out-choice.ts';
import { clearLogOutBegun, leaveCloudKeys, type KeysChoice } from '#features/cloud-access/log-out.ts';
import { useLogOut } from '#features/session/queries.ts';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { useAnyUnsaved } from '#ui/unsaved.ts';
import { Waiting } from '#ui/waiting.tsx';
import { loginPath } from '../paths.ts';
import { agreed } from './leave.ts';

const Question = lazily(() => import('#ui/question.tsx').then((file) => file.Question));
const LeaveQuestion = lazily(() => import('./leave-question.tsx').then((file) => file.LeaveQuestion));
const LogOutQuestion = lazily(() => import('#features/cloud-access/log-out-question.tsx').then((file) => file.LogOutQuestion));

/** What somebody who logs out is asked: about typed text, about cloud keys, and again where it failed. */
type Step = 'none' | 'unsaved' | 'keys' | 'failed';

const keysStayed = {
  arrival: 'You are logged out, but this browser refused to remove your cloud access keys. Clear its data for this site.',
};

/** Logging out, with what has to be asked before, and on to `to`. `questions` is to be drawn while `start` may be called. */
export const useLogOutFlow = (account: string, to = loginPath()): { start: () => void; questions: ReactNode } => {
  const [step, setStep] = useState<Step>('none');
  /** for another attempt, in a browser that remembers nothing */
  const [answer, setAnswer] = useState<KeysChoice>();
  const unsaved = useAnyUnsaved();
  const logOut = useLogOut();
  const navigate = useNavigate();

  const end = async (choice?: KeysChoice): Promise<void> => {
    setStep('none');
    setAnswer(choice);
    markLogOutBegun(account);
    try {
      await logOut.mutateAsync();
    } catch {
      setStep('failed');
      return;
    }
    const removed = await leaveCloudKeys(account, choice).then(
      () => true,
      () => false,
    );
    await navigate(to, { replace: true, state: removed ? agreed : { ...agreed, ...keysStayed } });
  };
  const askAboutKeys = async (): Promise<void> => ((await mustAskAboutKeys(account)) ? setStep('keys') : end());
  const start = (): void => (unsaved ? setStep('unsaved') : void askAboutKeys());
  const cancel = (): void => {
    setStep('none');
    clearLogOutBegun(account);
  };

  const questions = (
    <Over>
      {logOut.isPending && <Waiting />}
      {step === 'unsaved' && <LeaveQuestion onConfirm={() => void askAboutKeys()} onCancel={cancel} />}
      {step === 'keys' && <LogOutQuestion account={account} onAnswer={(choice) => void end(choice)} onCancel={cancel} />}
      {step === 'failed' && (
        <Question
          title="You are still logged in"
          confirmLabel="Log out"
          error={failureCopy(logOut.error)}
          onConfirm={() => void end(answer)}
          onCancel={cancel}
        >
          The server did not end the session.
        </Question>
      )}
    </Over>
  );
  return { start, questions };
};
