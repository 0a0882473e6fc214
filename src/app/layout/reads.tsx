import { useIsFetching } from '@tanstack/react-query';
import { useNavigation } from 'react-router-dom';
import { Waiting } from '#ui/waiting.tsx';

/** Says that the next page is on its way, or that something is read: anew, or another part of a list, while what is shown stays. */
export const Reads = () => {
  const reading = useIsFetching() > 0;
  return (useNavigation().state !== 'idle' || reading) && <Waiting />;
};
