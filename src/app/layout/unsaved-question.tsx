import { useEffect, useRef, useState } from 'react';
import { NavigationType, useBlocker, type Blocker, type Location } from 'react-router-dom';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { isAnyUnsaved, refusal, useAnyUnsaved } from '#ui/unsaved.ts';
import { hasAgreed, hasEnded } from './leave.ts';

const LeaveQuestion = lazily(() => import('./leave-question.tsx').then((file) => file.LeaveQuestion));

/** Preview and samples say in the query what they show. */
const pageOf = ({ pathname, search }: Location): string => `${pathname}${search}`;

/** Nobody loses typed text by leaving the page: another address asks, and so does closing the tab. Back does not take what refuses to be lost. */
export const UnsavedQuestion = () => {
  const unsaved = useAnyUnsaved();
  const [action, setAction] = useState<NavigationType>();
  const blocker = useBlocker(({ currentLocation, nextLocation, historyAction }) => {
    setAction(historyAction);
    return unsaved && pageOf(currentLocation) !== pageOf(nextLocation) && !hasAgreed(nextLocation.state);
  });
  const refuse = action === NavigationType.Pop ? refusal() : undefined;

  useEffect(() => {
    if (!unsaved) return undefined;
    LeaveQuestion.preload();
    const ask = (event: BeforeUnloadEvent): void => {
      // the page may have given up what was typed just before it leaves itself
      if (isAnyUnsaved()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);

  /** the router tells only later that what was blocked is settled */
  const settled = useRef<Blocker>(undefined);
  useEffect(() => {
    if (blocker.state !== 'blocked' || blocker === settled.current) return;
    // the end of the session closes what holds secrets, and so may end what was asked about
    if (unsaved && refuse === undefined) return;
    settled.current = blocker;
    if (refuse === undefined) blocker.proceed();
    else {
      blocker.reset();
      refuse();
    }
  }, [blocker, unsaved, refuse]);

  if (blocker.state !== 'blocked' || !unsaved || refuse !== undefined) return null;
  return (
    <Over>
      <LeaveQuestion ended={hasEnded(blocker.location.state)} onConfirm={() => blocker.proceed()} onCancel={() => blocker.reset()} />
    </Over>
  );
};
