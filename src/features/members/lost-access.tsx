import type { AnswerOf } from '#contract/by-name.ts';
import { count } from '#lib/count.ts';
import { KeyList } from '#ui/key-list.tsx';
import { useWorking } from '#ui/use-working.ts';

type Impact = AnswerOf<'organization.get_departure_impact'>;

/** One's own keys and open links in a workspace, which stop working. */
export const LostAccess = ({ impact: { credentials, invites } }: { readonly impact: Impact }) => {
  const working = useWorking(credentials);
  const links = count(invites, 'open invitation link');
  const none = credentials.length === 0 ? 'no keys' : 'no working keys';
  return (
    <>
      {working.length === 0 ? (
        <p>
          {invites === 0
            ? `You have ${none} and no open invitation links there.`
            : `You have ${none} there. Your ${links} there ${invites === 1 ? 'stops' : 'stop'} working.`}
        </p>
      ) : (
        <p>
          Your {count(working.length, 'key')} there {working.length === 1 ? 'stops' : 'stop'} working at once
          {invites === 0 ? '' : `, and so ${invites === 1 ? 'does' : 'do'} your ${links}`}:
        </p>
      )}
      <KeyList credentials={credentials} />
    </>
  );
};
