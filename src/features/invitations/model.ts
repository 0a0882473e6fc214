import type { invitations, login } from '#contract/index.ts';
import type { FailureName } from '#api/api-error.ts';
import { count, number } from '#lib/count.ts';

/** One's own newest link that still works, of a list that is newest first. */
export const latestOf = (invitations: readonly invitations.Invitation[], user: string): invitations.Invitation | undefined =>
  invitations.find((invitation) => invitation.user === user && invitation.state === 'active');

const hour = 3600;
const day = 24 * hour;

/** How long a link can live; `never` is sent as null. */
export const lifetimes = [
  { value: String(hour), label: '1 hour' },
  { value: String(day), label: '1 day' },
  { value: String(7 * day), label: '7 days' },
  { value: String(30 * day), label: '30 days' },
  { value: 'never', label: 'Never' },
] as const;

/*
 * What is typed or chosen, for the wire. The form puts what was made of it through the same again, so each leaves that as it is.
 */

/** Seconds; null never expires. */
export const lifetimeToSend = (chosen: string | number | null): number | null =>
  chosen === null || chosen === 'never' ? null : Number(chosen);

/** How many may join; null is any number. What is no number stays as it is, to be refused and corrected. */
export const usesToSend = (typed: string | number | null): number | string | null => {
  if (typeof typed !== 'string') return typed;
  const text = typed.trim();
  if (text === '') return null;
  return /^\d+$/u.test(text) ? Number(text) : typed;
};

/** Text that may be left empty. */
export const textToSend = (typed: string | undefined): string | undefined => (typed?.trim() === '' ? undefined : typed);

/** `not used yet`, `used 3 times`, `2 of 5 used`. */
export const usesText = ({ uses, max_uses }: Pick<invitations.Invitation, 'uses' | 'max_uses'>): string => {
  if (max_uses !== null) return `${number(uses)} of ${number(max_uses)} used`;
  return uses === 0 ? 'not used yet' : `used ${count(uses, 'time')}`;
};

/** Whom a link is for: `Any number of people`. */
export const whoJoins = ({ email, max_uses }: Pick<invitations.Invitation, 'email' | 'max_uses'>): string => {
  if (email !== undefined) return `Only ${email}`;
  return max_uses === null ? 'Any number of people' : max_uses === 1 ? 'One person' : `Up to ${number(max_uses)} people in all`;
};

/** How a link is told from others without showing it whole: as the server's events name it. */
export const shortId = (id: string): string => id.slice(0, 6);

/** Why a link works no more. */
export const stateNames = { active: 'Open', expired: 'Expired', revoked: 'Revoked', used_up: 'Used up' } as const satisfies Record<
  invitations.Invitation['state'],
  string
>;

/** So many makers are named. */
const named = 3;

/** Who made these links, and how many each: `you (3), Grace Hopper (2) and 4 others (7)`. */
export const makersText = (invitations: readonly invitations.Invitation[], me: string | undefined): string => {
  const makers = new Map<string, { name: string; links: number }>();
  for (const { user, user_name } of invitations) {
    const maker = makers.get(user) ?? { name: user === me ? 'you' : user_name, links: 0 };
    makers.set(user, { ...maker, links: maker.links + 1 });
  }
  const sorted = [...makers].toSorted(([a, one], [b, other]) => Number(b === me) - Number(a === me) || other.links - one.links);
  const shown = sorted.length === named + 1 ? sorted : sorted.slice(0, named);
  const others = sorted.slice(shown.length);
  const parts = shown.map(([, { name, links }]) => `${name} (${number(links)})`);
  if (others.length > 0) parts.push(`${number(others.length)} others (${number(others.reduce((sum, [, { links }]) => sum + links, 0))})`);
  return new Intl.ListFormat('en-GB').format(parts);
};

/** A link that leads nowhere, for one of the reasons that the server gives; `not_here`: it has no invitations. */
export type DeadState = Exclude<login.InvitationState, 'active'> | 'not_here';

/** What the Join page says about each: heading, what happened, what to do. */
export const deadCopy = {
  expired: {
    heading: 'This invitation has expired',
    message: 'Invitation links work for a limited time, and this one is over.',
    advice: 'Ask the person who sent it for a new link.',
  },
  revoked: {
    heading: 'This invitation was revoked',
    message: 'It was withdrawn, its maker may no longer invite people, or you left the workspace after it was made.',
    advice: 'Ask an owner or admin of the workspace for a new link.',
  },
  used_up: {
    heading: 'This invitation was used up',
    message: 'It worked for a limited number of people, and all places on it are taken.',
    advice: 'Ask the person who sent it for a new link.',
  },
  full: {
    heading: 'The workspace is full',
    message: 'It has reached its maximum number of members. The link is good, but nobody can join now.',
    advice: 'Ask the person who sent it to make room, then check again.',
  },
  wrong_account: {
    heading: 'This invitation is for another account',
    message: 'The link works only for the e-mail address that it was made for. It was not used up.',
    advice: 'Log in with that account, or ask for a link of your own.',
  },
  unknown: {
    heading: 'There is no such invitation',
    message: 'The link is incomplete, its workspace was deleted, or it was never valid on this server.',
    advice: 'Check that the whole link was copied, or ask for a new one.',
  },
  not_here: {
    heading: 'There are no invitations here',
    message: 'This server has one workspace, and everybody who can log in is in it.',
    advice: 'Ask whoever runs the server for an account.',
  },
} as const satisfies Record<DeadState, { heading: string; message: string; advice: string }>;

const states: Partial<Record<FailureName, DeadState>> = {
  invitation_unknown: 'unknown',
  invitation_expired: 'expired',
  invitation_revoked: 'revoked',
  invitation_used_up: 'used_up',
  invitation_wrong_account: 'wrong_account',
  workspace_full: 'full',
  unknown_operation: 'not_here',
};

/** The state that a failed join tells of, or undefined where it failed for another reason. */
export const stateOf = (failure: FailureName): DeadState | undefined => states[failure];
