import { useIsFetching } from '@tanstack/react-query';
import { useState } from 'react';
import { workspacesQuery } from '#api/workspaces-query.ts';
import { Status } from '#ui/status.tsx';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';

/** What becomes of a workspace that one leaves: it ends, goes to somebody else, or goes on with its other owners. */
type Way = 'ending' | 'handing_over' | 'going';

const turned: Record<Way, string> = {
  ending: 'Nobody else is in it by now: it would be deleted.',
  handing_over: 'It needs another owner by now: choose who takes over.',
  going: 'It has another owner by now: it stays when you leave.',
};

interface LeavingNewsProps {
  readonly way: Way;
  /** whether what stops working was read, and is not being read again */
  readonly settled: boolean;
}

/** Tells who does not see it that the question has turned into another one. */
export const LeavingNews = ({ way, settled }: LeavingNewsProps) => {
  const [asked, setAsked] = useState<{ readonly way: Way; readonly news: string }>();
  // how many are in it is read by itself: until both are there, the question may be neither
  const counting = useIsFetching({ queryKey: workspacesQuery.queryKey }) > 0;
  if (settled && !counting && asked?.way !== way) setAsked({ way, news: asked === undefined ? '' : turned[way] });
  return (
    <Status>
      <VisuallyHidden>{asked?.news ?? ''}</VisuallyHidden>
    </Status>
  );
};
