import { useQuery } from '@tanstack/react-query';
import { canSignUp, modesQuery } from '#api/modes-query.ts';

/** How others get in where a server has one workspace for everybody. */
export const Admission = () => {
  const { data: modes } = useQuery(modesQuery);
  const open = modes !== undefined && canSignUp(modes);
  return (
    <>Everybody who can log in to this server is a member. {open ? 'Others sign up on its log-in page.' : 'Whoever runs it adds people.'}</>
  );
};
