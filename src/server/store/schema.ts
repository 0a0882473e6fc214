import type { Generated } from 'kysely';
import type { Role } from '#contract/index.ts';

/**
 * The tables, the same on SQLite and PostgreSQL. Those of a workspace have its id in their primary keys. Times are milliseconds since 1970 UTC; flags are 0 or 1; ids are 32 lower-case hex digits
 * unless said. Migrations make them (`migrations.ts`).
 */
export interface Tables {
  users: UserTable;
  preferences: PreferencesTable;
  workspaces: WorkspaceTable;
  memberships: MembershipTable;
  departures: DepartureTable;
  credentials: CredentialTable;
  ended_credentials: EndedCredentialTable;
  sessions: SessionTable;
  invitations: InvitationTable;
  password_links: PasswordLinkTable;
  usage_reporting: UsageReportingTable;
  events: EventTable;
  facts: FactTable;
}

interface UserTable {
  id: string;
  /** lower case; unique */
  email: string;
  name: string;
  given_name: string | null;
  family_name: string | null;
  avatar: string | null;
  /** argon2id in PHC form; null where no password was set yet */
  password_hash: string | null;
  /** ClearML's role of the account */
  role: 'user' | 'guest';
  created: number;
  /** 1: may not log in */
  disabled: Generated<number>;
}

interface PreferencesTable {
  user_id: string;
  /** JSON object: slices by name */
  body: string;
}

interface WorkspaceTable {
  id: string;
  name: string;
  /** whose personal workspace it is */
  personal_of: string | null;
  /** seats; null is unlimited */
  seats: number | null;
  created: number;
  /** counts up under each change of members; updating it locks the row (see `lockWorkspace`) */
  revision: Generated<number>;
  /** how many; `store/members.ts` counts them as they come and go */
  members: Generated<number>;
}

/** `store/members.ts` makes the rows, with their texts, and counts them. On SQLite `migration-search.ts` numbers them too. */
interface MembershipTable {
  workspace_id: string;
  user_id: string;
  role: Role;
  joined: number;
  last_active: number | null;
  /** see `rules/member-text.ts` */
  sort_name: string;
  search_text: string;
}

/** When somebody left or was removed: invitations made before that do not readmit them. */
interface DepartureTable {
  workspace_id: string;
  user_id: string;
  at: number;
}

/** Log-ins with the right secret of a key that is over. */
interface Refusals {
  /** how many */
  refused: Generated<number>;
  last_refused: number | null;
  last_refused_from: string | null;
}

/** A key that was not revoked; it may have expired. */
interface CredentialTable extends Refusals {
  /** 30 characters of A–Z and 0–9 */
  access_key: string;
  /** SHA-256 of the secret, hex: the secret has 339 random bits */
  secret_hash: string;
  user_id: string;
  workspace_id: string;
  label: string | null;
  created: number;
  last_used: number | null;
  last_used_from: string | null;
  /** from then on it is refused; null: never */
  expires: number | null;
  /** 1: may change nothing */
  read_only: Generated<number>;
  /** the access key that takes its place */
  rotated_to: string | null;
}

/** A key that was revoked: it never comes back, and whoever looks for a live one cannot meet it. */
interface EndedCredentialTable extends Refusals {
  workspace_id: string;
  access_key: string;
  user_id: string;
  secret_hash: string;
  label: string | null;
  ended: number;
}

/** One row behind every token; without it, or without the key that minted it, the token is worth nothing. It belongs to a person, not to a workspace. */
interface SessionTable {
  id: string;
  user_id: string;
  /** the key that minted it, and its workspace; not a foreign key, which would tie people to one workspace's place */
  access_key: string | null;
  key_workspace: string | null;
  created: number;
  expires: number;
  last_used: number;
  last_used_from: string | null;
  user_agent: string | null;
}

interface InvitationTable {
  /** SHA-256 of the link's secret, hex */
  hash: string;
  /** the secret, encrypted with the server's key, to show the link again */
  sealed: string;
  workspace_id: string;
  /** who made it */
  user_id: string;
  role: 'admin' | 'member';
  created: number;
  /** null: never */
  expires: number | null;
  /** null: any number */
  max_uses: number | null;
  uses: Generated<number>;
  revoked: number | null;
  /** lower case; the only account that may use it */
  email: string | null;
  note: string | null;
}

/** One-hour links by which an operator lets somebody set a password. */
interface PasswordLinkTable {
  /** SHA-256 of the link's secret, hex */
  hash: string;
  user_id: string;
  expires: number;
}

/** One row per workspace that ever chose (one for the whole server where there is one workspace). */
interface UsageReportingTable {
  workspace_id: string;
  enabled: number;
  enabled_time: number | null;
  enabled_version: string | null;
  enabled_user: string | null;
  last_sent: number | null;
}

/** Who did what. */
interface EventTable {
  id: string;
  at: number;
  /** '': outside of any */
  workspace_id: string;
  /** user id, or `operator` */
  actor: string;
  action: string;
  target: string | null;
  /** where the call came from; null: the operator's own machine, or an event from before addresses were recorded */
  address: string | null;
  /** JSON object; never a secret */
  detail: string | null;
}

/** Single facts of this installation, such as its uid. */
interface FactTable {
  name: string;
  value: string;
}
