import type { invitations } from '#contract/index.ts';
import { Time } from '#ui/time.tsx';
import { usesText } from './model.ts';

/** `made 3 minutes ago, expires in 7 days, used 0 times` */
export const LinkFacts = ({ invitation }: { readonly invitation: invitations.Invitation }) => (
  <>
    made <Time value={invitation.created} />, {invitation.expires === null ? 'never expires' : 'expires '}
    {invitation.expires !== null && <Time value={invitation.expires} />}, {usesText(invitation)}
  </>
);
