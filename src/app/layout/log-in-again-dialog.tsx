import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { modesQuery } from '#api/modes-query.ts';
import { LogIn } from '#features/session/log-in.tsx';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { useAnyUnsaved } from '#ui/unsaved.ts';
import type { LogInAgain } from '../log-in-again.ts';
import { useSite } from '../use-site.ts';
import { LeaveQuestion } from './leave-question.tsx';

/** Log-in over the page as it is, for whoever's session ran out. Belongs in a chunk of its own. */
export const LogInAgainDialog = ({ onCancel, ...again }: LogInAgain) => {
  const { data: modes } = useQuery(modesQuery);
  const { configuration } = useSite();
  const unsaved = useAnyUnsaved();
  const [asking, setAsking] = useState(false);
  const leave = (): void => (unsaved ? setAsking(true) : onCancel());

  if (modes === undefined) return null;
  return (
    <>
      <Dialog title="Log in again" size="s" onClose={leave} footer={<Button onClick={leave}>Go to log-in page</Button>}>
        <p>Your session has run out, {again.user.name}. Log in to go on where you were: nothing that you typed is lost.</p>
        <LogIn modes={modes} configuration={configuration} again={again} />
      </Dialog>
      {asking && <LeaveQuestion onConfirm={onCancel} onCancel={() => setAsking(false)} />}
    </>
  );
};
