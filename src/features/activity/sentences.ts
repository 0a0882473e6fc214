import type * as activity from '#contract/activity.ts';
import { eventActions, type EventAction } from '#contract/event-actions.ts';
import type { organization } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { roleNames } from '#lib/role-names.ts';

type Event = activity.Event;

/** What can be filtered by, in words. */
export const actionNames = {
  'workspace.create': 'Workspace created',
  'workspace.rename': 'Workspace renamed',
  'workspace.set_seats': 'Seats changed',
  'workspace.delete': 'Workspace deleted',
  'member.join': 'Member joined',
  'member.leave': 'Member left',
  'member.remove': 'Member removed',
  'member.set_role': 'Role changed',
  'invitation.create': 'Invitation made',
  'invitation.revoke': 'Invitation revoked',
  'credentials.create': 'Key created',
  'credentials.rotate': 'Key rotated',
  'credentials.revoke': 'Key revoked',
} satisfies Record<EventAction, string>;

/** Who the server says did what its operator did. */
const operator = 'operator';

const gone = 'somebody whose account is gone';

const textIn = ({ detail }: Event, name: string): string | undefined => {
  const value = detail[name];
  return typeof value === 'string' ? value : undefined;
};

const roleIn = (event: Event, name: string): string | undefined => {
  const role = textIn(event, name);
  return role !== undefined && isRole(role) ? roleNames[role].toLowerCase() : role;
};
const isRole = (role: string): role is keyof typeof roleNames => Object.hasOwn(roleNames, role);

/** What of a member's may end with it. */
const things = { revoked_credentials: 'key', revoked_invitations: 'invitation link' } as const;

/** What ended with it; nothing where neither a key nor a link did. */
const endedWith = ({ detail }: Event): string => {
  const ended = Object.entries(things).flatMap(([name, thing]) => {
    const many = detail[name];
    return typeof many === 'number' && many > 0 ? [count(many, thing)] : [];
  });
  return ended.length === 0 ? '' : `, which ended ${ended.join(' and ')}`;
};

const target = ({ target_name: name }: Event): string => name ?? gone;
/** The first characters of a link: it is a secret. */
const link = (id: string | null | undefined): string => (id === null || id === undefined ? 'a link' : `the link ${id}…`);

/** What somebody is called, where that is known. */
type NameOf = (id: string) => string | undefined;

/** What was done, after the name of who did it. */
const sentences = {
  'workspace.create': (event) => `created the workspace as ${textIn(event, 'name') ?? 'it is'}`,
  'workspace.rename': (event) => `renamed the workspace to ${textIn(event, 'name') ?? 'another name'}`,
  'workspace.set_seats': ({ detail: { seats } }) =>
    typeof seats === 'number' ? `gave the workspace ${count(seats, 'seat')}` : 'gave the workspace unlimited seats',
  'workspace.delete': () => 'deleted the workspace',
  // without a link the operator of the server brought them in
  'member.join': (event) =>
    event.target !== null && event.target !== event.actor
      ? `added ${target(event)} as ${roleIn(event, 'role') ?? 'member'}`
      : `joined as ${roleIn(event, 'role') ?? 'member'} by ${link(textIn(event, 'invitation'))}`,
  'member.leave': (event, nameOf) => {
    const heir = textIn(event, 'new_owner');
    return `left${heir === undefined ? '' : ` and handed the workspace over to ${nameOf(heir) ?? 'another member'}`}${endedWith(event)}`;
  },
  'member.remove': (event) => `removed ${target(event)}${endedWith(event)}`,
  'member.set_role': (event) => {
    const from = roleIn(event, 'from');
    return `changed the role of ${target(event)}${from === undefined ? '' : ` from ${from}`} to ${roleIn(event, 'role') ?? 'another'}${endedWith(event)}`;
  },
  'invitation.create': (event) => `made ${link(event.target)} to join as ${roleIn(event, 'role') ?? 'member'}`,
  'invitation.revoke': (event) => `revoked ${link(event.target)}`,
  'credentials.create': (event) => `created the key ${event.target ?? ''}`,
  'credentials.rotate': (event) => `rotated the key ${event.target ?? ''} to ${textIn(event, 'rotated_to') ?? 'another'}`,
  'credentials.revoke': (event, nameOf) => {
    const owner = textIn(event, 'user');
    return `revoked the key ${event.target ?? ''}${owner === undefined ? '' : ` of ${nameOf(owner) ?? 'another member'}`}`;
  },
} satisfies Record<EventAction, (event: Event, nameOf: NameOf) => string>;

const isKnown = (action: string): action is EventAction => eventActions.some((known) => known === action);

/** What was done, in words that follow the name of who did it; what this page does not know is called by its name. */
export const sentenceOf = (event: Event, nameOf: NameOf = () => undefined): string =>
  isKnown(event.action)
    ? sentences[event.action](event, nameOf)
    : `did ${event.action}${event.target === null ? '' : ` (${event.target})`}`;

/** Who did it. */
export const actorOf = ({ actor, actor_name: name }: Pick<Event, 'actor' | 'actor_name'>): string =>
  name ?? (actor === operator ? 'The operator of the server' : gone.replace(/^s/u, 'S'));

/** What somebody is called, as far as these tell: who left is but in what they did, or what was done to them. */
export const nameIn = (id: string, { owners, members = [] }: organization.Workspace, events: readonly Event[]): string | undefined =>
  [...owners, ...members].find((each) => each.id === id)?.name ??
  events.find(({ actor }) => actor === id)?.actor_name ??
  events.find(({ target }) => target === id)?.target_name;

/** What a person in the filter is called. The id '' is anybody, who has no name. */
export const personOf = (id: string, workspace: organization.Workspace, events: readonly Event[]): string => {
  if (id === '') return '';
  const did = id === operator || events.some(({ actor }) => actor === id);
  return nameIn(id, workspace, events) ?? (did ? actorOf({ actor: id }) : 'Somebody');
};
