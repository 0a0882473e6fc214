import { useQuery } from '@tanstack/react-query';
import type { ApiError } from '#api/api-error.ts';
import type { Role } from '#contract/index.ts';
import { seatsText } from '#lib/seats-text.ts';
import { deadCopy, stateOf, type DeadState } from './model.ts';
import { invitationQuery, useJoin } from './queries.ts';

/** Where an invitation leads, as far as it is known. */
export type InvitationView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ApiError; readonly pending: boolean; readonly retry: () => void }
  | { readonly kind: 'dead'; readonly state: DeadState; readonly pending: boolean; readonly again: () => void }
  | {
      readonly kind: 'open' | 'member';
      readonly workspace: string;
      readonly inviter: string | undefined;
      readonly role: Role | undefined;
      /** `2 of 10 members`; a server before this page's does not say */
      readonly seats: string | undefined;
      /** whether it is for one e-mail address only */
      readonly bound: boolean;
    };

/** An invitation with the way to join by it. A join that fails shows what the link has become in the meantime. `here`: whether the server has any. */
export const useInvitation = (id: string, here: boolean) => {
  const { data, error, isFetching, refetch } = useQuery(invitationQuery(id));
  const join = useJoin();
  const failure = join.error ?? error;
  const failed = failure === null ? undefined : stateOf(failure.failure);
  // what the join met counts until there is newer word
  const again = (): void => void refetch().then(() => join.reset());
  return { view: viewOf(), join };

  function viewOf(): InvitationView {
    if (failed !== undefined) return { kind: 'dead', state: failed, pending: isFetching, again };
    if (data === undefined) {
      return error === null ? { kind: 'loading' } : { kind: 'failed', error, pending: isFetching, retry: () => void refetch() };
    }
    const { company_name, user_name, role, allowed_users: allowed, allocated_users: allocated, bound = false } = data;
    const seats = allocated === undefined ? undefined : seatsText({ allowed, allocated });
    const names = { workspace: company_name ?? 'a workspace', inviter: user_name, role, seats, bound };
    // while one joins, one becomes a member: the page stays as it is until it leaves for the workspace
    if (data.already_member === true && join.isIdle) return { kind: 'member', ...names };
    if (data.active || data.already_member === true) return { kind: 'open', ...names };
    const state = data.state === 'active' ? 'unknown' : data.state;
    return { kind: 'dead', state: here ? state : 'not_here', pending: isFetching, again };
  }
};

/** The heading of the Join page. */
export const headingOf = (view: InvitationView): string => {
  switch (view.kind) {
    case 'loading':
    case 'failed':
      return 'Invitation';
    case 'dead':
      return deadCopy[view.state].heading;
    case 'open':
    case 'member':
      return `Join ${view.workspace}`;
  }
};
