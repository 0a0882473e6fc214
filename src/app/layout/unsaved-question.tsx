import { Suspense, useEffect } from 'react';
import { useBlocker, type Location } from 'react-router-dom';
import { lazily } from '#ui/lazily.tsx';
import { useAnyUnsaved } from '#ui/unsaved.ts';
import { hasAgreed } from './leave.ts';

const LeaveQuestion = lazily(() => import('./leave-question.tsx').then((file) => file.LeaveQuestion));

/** Preview and samples say in the query what they show. */
const pageOf = ({ pathname, search }: Location): string => `${pathname}${search}`;

/** Nobody loses typed text by leaving the page: another address asks, and so does closing the tab. */
export const UnsavedQuestion = () => {
  const unsaved = useAnyUnsaved();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && pageOf(currentLocation) !== pageOf(nextLocation) && !hasAgreed(nextLocation.state),
  );

  useEffect(() => {
    if (!unsaved) return undefined;
    LeaveQuestion.preload();
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);

  // the end of the session closes what holds secrets, and so may end what was asked about
  useEffect(() => {
    if (blocker.state === 'blocked' && !unsaved) blocker.proceed();
  }, [blocker, unsaved]);

  if (blocker.state !== 'blocked' || !unsaved) return null;
  return (
    <Suspense>
      <LeaveQuestion onConfirm={() => blocker.proceed()} onCancel={() => blocker.reset()} />
    </Suspense>
  );
};
