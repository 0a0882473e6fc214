import type { AnswerOf } from '#contract/by-name.ts';
import { count } from '#lib/count.ts';
import { KeyList } from '#ui/key-list.tsx';
import { useWorking } from '#ui/use-working.ts';

/** What stops working of a member. */
export interface Loss {
  /** of the member */
  readonly name: string;
  readonly impact: AnswerOf<'organization.get_departure_impact'>;
}

interface StoppingProps {
  readonly losses: readonly Loss[];
  /** whether the links that they made end too */
  readonly links: boolean;
}

/** The keys and open links that stop working, and whose they are where it is about several members. */
export const Stopping = ({ losses, links }: StoppingProps) => {
  const keys = losses.flatMap(({ name, impact }) => impact.credentials.map((credential) => ({ ...credential, owner: name })));
  const working = useWorking(keys);
  const inviting = links ? losses.filter(({ impact }) => impact.invites > 0) : [];
  const open = inviting.reduce((sum, { impact }) => sum + impact.invites, 0);
  const several = losses.length > 1;
  return (
    <>
      {working.length === 0 ? (
        <p>There are no keys that would stop working.</p>
      ) : (
        <p>
          {count(working.length, 'key')} {working.length === 1 ? 'stops' : 'stop'} working at once, with every token made from{' '}
          {working.length === 1 ? 'it' : 'them'}:
        </p>
      )}
      <KeyList credentials={keys} ownerOf={several ? ({ owner }) => owner : undefined} />
      {open > 0 && (
        <p>
          {count(open, 'open invitation link')} {open === 1 ? 'stops' : 'stop'} working too
          {several && `: ${inviting.map(({ name, impact }) => `${impact.invites} of ${name}`).join(', ')}`}.
        </p>
      )}
    </>
  );
};
