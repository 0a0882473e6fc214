import { useIsFetching } from '@tanstack/react-query';
import { useNavigation } from 'react-router-dom';
import { Waiting } from '#ui/waiting.tsx';

/** Says that the next page is on its way, or that what is shown is read anew; what is shown stays meanwhile. */
export const Reads = () => {
  const reading = useIsFetching({ predicate: ({ state }) => state.data !== undefined }) > 0;
  return (useNavigation().state !== 'idle' || reading) && <Waiting />;
};
