import { useQuery } from '@tanstack/react-query';
import { modesQuery } from '#api/modes-query.ts';

/** How others get in where a server has one workspace for everybody. */
export const Admission = () => {
  const signup = useQuery(modesQuery).data?.signup;
  const open = signup?.enabled === true && !signup.invite_required;
  return (
    <>Everybody who can log in to this server is a member. {open ? 'Others sign up on its log-in page.' : 'Whoever runs it adds people.'}</>
  );
};
