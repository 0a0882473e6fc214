import * as managing from '#contract/managing.ts';
import type { ResponseOf } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { KeyList } from '#ui/key-list.tsx';

type Impact = ResponseOf<typeof managing.getDepartureImpact>;

/** One's own keys and open links in a workspace, which stop working. */
export const LostAccess = ({ impact: { credentials, invites } }: { readonly impact: Impact }) => {
  const links = count(invites, 'open invitation link');
  if (credentials.length === 0) {
    return (
      <p>
        {invites === 0
          ? 'You have no keys and no open invitation links there.'
          : `You have no keys there. Your ${links} there stop working.`}
      </p>
    );
  }
  return (
    <>
      <p>
        Your {count(credentials.length, 'key')} there {credentials.length === 1 ? 'stops' : 'stop'} working at once
        {invites === 0 ? '' : `, and so ${invites === 1 ? 'does' : 'do'} your ${links}`}:
      </p>
      <KeyList credentials={credentials} />
    </>
  );
};
