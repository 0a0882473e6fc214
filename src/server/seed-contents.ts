import type { Parts } from './handler.ts';
import { newAccessKey, newId, newSecret, newSecretKey } from './ids.ts';
import { hashSecret } from './secrets.ts';
import type { Team } from './seed-plan.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Every so many-th member has keys: one, two or three. */
const keyShare = 10;
const labels = ['laptop', 'ci-gpu', 'notebook'];

/** App credentials in a workspace; nobody gets to know the secrets. */
export const credentialsOf = ({ workspace, members }: Team, { random }: Parts) =>
  members.flatMap(({ id, created, lastActive }, at) =>
    labels.slice(0, at % keyShare === 0 ? 1 + ((at / keyShare) % labels.length) : 0).map((label) => ({
      access_key: newAccessKey(random),
      secret_hash: hashSecret(newSecretKey(random)),
      user_id: id,
      workspace_id: workspace.id,
      label,
      created,
      last_used: lastActive,
      last_used_from: lastActive === null ? null : `${label}-${at}`,
    })),
  );

/** Open invitations of a workspace: one for each hundred members, three to fifty. */
export const invitationsOf = ({ workspace, members }: Team, { random, clock, secrets }: Parts) =>
  Array.from({ length: Math.min(50, Math.max(3, Math.floor(members.length / 100))) }, (_, at) => {
    const id = newSecret(random);
    return {
      hash: hashSecret(id),
      sealed: secrets.seal(id),
      workspace_id: workspace.id,
      user_id: members[0]?.id ?? '',
      role: at % 5 === 4 ? ('admin' as const) : ('member' as const),
      created: clock() - at * hour,
      expires: at % 3 === 2 ? null : clock() + 7 * day - at * hour,
      max_uses: at % 2 === 1 ? 10 : null,
      email: at % 4 === 3 ? `invited${at}@example.com` : null,
      note: at % 4 === 1 ? 'For the new team' : null,
    };
  });

/** So many of each kind at most. */
const eventsMax = 4_000;

/** What happened in a workspace: its members came, and made their keys. */
export const eventsOf = ({ workspace, members }: Team, keys: ReturnType<typeof credentialsOf>, { random }: Parts) => {
  const event = (at: number, actor: string, action: string, target: string) => ({
    id: newId(random),
    at,
    workspace_id: workspace.id,
    actor,
    action,
    target,
  });
  return [
    ...members.slice(0, eventsMax).map(({ id, created }) => event(created, id, 'member.join', id)),
    ...keys.slice(0, eventsMax).map(({ user_id, created, access_key }) => event(created, user_id, 'credentials.create', access_key)),
  ];
};
