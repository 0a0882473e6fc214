import * as activity from '#contract/activity.ts';
import * as managing from '#contract/managing.ts';
import { allowedActions, type invitations, type organization, type Personal, type Role } from '#contract/index.ts';
import { credential, time, type CredentialRow } from './present.ts';
import type { linkState } from './rules/invitation.ts';
import type { Settings } from './settings.ts';

/** A member as one of a row of avatars. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly avatar: string | null;
  readonly role: Role;
  readonly disabled: number;
}

/** A workspace with the caller's place in it. */
export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly personal: Personal;
  readonly created: number;
  readonly seats: number | null;
  readonly members: number;
  /** the first ones, owners before others */
  readonly people: readonly PersonRow[];
}

const presentPerson = ({ id, name, avatar, role, disabled }: PersonRow) => ({
  id,
  name,
  avatar,
  role,
  ...(disabled === 0 ? {} : { disabled: true }),
});

const presentPeople = (people: readonly PersonRow[]) => people.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(presentPerson);

/** A workspace as its member sees it, with what they may do there; people by name, as ClearML lists owners. */
export const presentWorkspace = (row: WorkspaceRow, deployment: Settings['deployment']): organization.Workspace => ({
  id: row.id,
  name: row.name,
  role: row.role,
  personal: row.personal === 'own',
  created: time(row.created),
  allowed: row.seats,
  allocated: row.members,
  actions: allowedActions(row.role, { personal: row.personal, deployment }),
  owners: presentPeople(row.people.filter(({ role }) => role === 'owner')),
  members: presentPeople(row.people.filter(({ role }) => role !== 'owner')),
});

export interface MemberRow extends PersonRow {
  readonly email: string;
  readonly joined: number;
  readonly last_active: number | null;
  readonly credentials: number;
}

/** A line of the list of members. `personalOf`: whose personal workspace it is. */
export const presentMember = (row: MemberRow, personalOf: string | null): organization.Member => ({
  ...presentPerson(row),
  email: row.email,
  joined: time(row.joined),
  ...(row.last_active === null ? {} : { last_active: time(row.last_active) }),
  credentials: row.credentials,
  ...(row.id === personalOf ? { personal: true } : {}),
});

/** The address of the Join page. `webUrl` ends with a slash. */
export const invitationUrl = (webUrl: string, id: string): string => `${webUrl}?invite=${id}`;

export interface InvitationRow {
  readonly user_id: string;
  readonly maker: string;
  readonly role: 'admin' | 'member';
  readonly created: number;
  readonly expires: number | null;
  readonly max_uses: number | null;
  readonly uses: number;
  readonly email: string | null;
  readonly note: string | null;
}

/** An invitation as owners and admins see it. `id` is its secret: it goes to nobody else. */
export const presentInvitation = (
  row: InvitationRow,
  { id, webUrl, state }: { readonly id: string; readonly webUrl: string; readonly state: ReturnType<typeof linkState> },
): invitations.Invitation => ({
  id,
  url: invitationUrl(webUrl, id),
  user: row.user_id,
  user_name: row.maker,
  role: row.role,
  created: time(row.created),
  expires: row.expires === null ? null : time(row.expires),
  max_uses: row.max_uses,
  uses: row.uses,
  state,
  ...(row.email === null ? {} : { email: row.email }),
  ...(row.note === null ? {} : { note: row.note }),
});

export interface MemberCredentialRow extends CredentialRow {
  readonly user_id: string;
  readonly user_name: string;
}

/** A key as who manages its owner sees it. */
export const presentMemberCredential = (row: MemberCredentialRow): managing.MemberCredential => ({
  user: row.user_id,
  user_name: row.user_name,
  ...credential(row),
  created: time(row.created),
});

export interface EventRow {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly actor_name: string | null;
  readonly action: string;
  readonly target: string | null;
  readonly target_name: string | null;
  readonly address: string | null;
  readonly detail: string | null;
}

/** Something that was done in a workspace, as owners and admins see it. */
export const presentEvent = (row: EventRow): activity.Event => ({
  id: row.id,
  at: time(row.at),
  actor: row.actor,
  ...(row.actor_name === null ? {} : { actor_name: row.actor_name }),
  action: row.action,
  target: row.target,
  ...(row.target_name === null ? {} : { target_name: row.target_name }),
  ...(row.address === null ? {} : { from: row.address }),
  detail: row.detail === null ? {} : (JSON.parse(row.detail) as Record<string, unknown>), // what `recordEvent` wrote
});
