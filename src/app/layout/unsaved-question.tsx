import { Suspense, useEffect } from 'react';
import { useBlocker, type Location } from 'react-router-dom';
import { lazily } from '#ui/lazily.tsx';
import { useAnyUnsaved } from '#ui/unsaved.ts';
import { hasAgreed } from './leave.ts';

const Question = lazily(() => import('#ui/question.tsx').then((file) => file.Question));

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
    Question.preload();
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
      <Question
        title="Leave without saving?"
        confirmLabel="Leave"
        tone="danger"
        onConfirm={() => blocker.proceed()}
        onCancel={() => blocker.reset()}
      >
        Something on this page was not saved yet. It will be lost.
      </Question>
    </Suspense>
  );
};
