import type { organization, Role } from '#contract/index.ts';
import { allowedActions } from './policy.ts';
import { time } from './present.ts';
import type { linkState } from './rules/invitation.ts';
import type { Settings } from './settings.ts';

/** A member as one of a row of avatars. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly avatar: string | null;
  readonly role: Role;
}

/** A workspace with the caller's place in it. */
export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly personal: boolean;
  readonly created: number;
  readonly seats: number | null;
  readonly members: number;
  /** the first ones, owners before others */
  readonly people: readonly PersonRow[];
}

const presentPerson = ({ id, name, avatar, role }: PersonRow) => ({ id, name, avatar, role });

const presentPeople = (people: readonly PersonRow[]) => people.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(presentPerson);

/** A workspace as its member sees it, with what they may do there; people by name, as ClearML lists owners. */
export const presentWorkspace = (row: WorkspaceRow, deployment: Settings['deployment']): organization.Workspace => ({
  id: row.id,
  name: row.name,
  role: row.role,
  personal: row.personal,
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

/** A line of the list of members. */
export const presentMember = (row: MemberRow): organization.Member => ({
  ...presentPerson(row),
  email: row.email,
  joined: time(row.joined),
  ...(row.last_active === null ? {} : { last_active: time(row.last_active) }),
  credentials: row.credentials,
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
}

/** An invitation as owners and admins see it. `id` is its secret: it goes to nobody else. */
export const presentInvitation = (
  row: InvitationRow,
  { id, webUrl, state }: { readonly id: string; readonly webUrl: string; readonly state: ReturnType<typeof linkState> },
): organization.Invitation => ({
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
});
