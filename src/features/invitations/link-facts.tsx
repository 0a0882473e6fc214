import type { invitations } from '#contract/index.ts';
import { Time } from '#ui/time.tsx';
import { usesText } from './model.ts';

/** `Made 3 minutes ago, expires in 7 days, not used yet` */
export const LinkFacts = ({ invitation }: { readonly invitation: invitations.Invitation }) => (
  <>
    Made <Time value={invitation.created} />, <Life invitation={invitation} />
    {usesText(invitation)}
  </>
);

/** A link that was revoked has no end to wait for. */
const Life = ({ invitation: { state, expires } }: { readonly invitation: invitations.Invitation }) => {
  if (state === 'revoked') return null;
  if (expires === null) return 'never expires, ';
  return (
    <>
      {state === 'expired' ? 'expired' : 'expires'} <Time value={expires} />
      {', '}
    </>
  );
};
