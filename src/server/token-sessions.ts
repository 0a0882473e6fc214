import { sql } from 'kysely';
import type { login } from '#contract/index.ts';
import { accountColumns, firstWorkspace, placeColumns } from './accounts.ts';
import type { Parts } from './handler.ts';
import { readKnownToken } from './known-tokens.ts';
import { idleMs } from './sessions.ts';
import { prepared, type Given } from './store/prepared.ts';

/**
 * The session as long as its key is there and has not expired at `now`, if it has one; that key is of the token's workspace. With whose it is, and their
 * place in the workspace of the call: all that a call depends on, as it was at one moment.
 */
const sessions = prepared((db, given: Given<{ session: string; workspace: string; wanted: string | null; now: number }>) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .leftJoin('credentials', (join) =>
      join
        .on('credentials.workspace_id', '=', given('workspace'))
        .onRef('credentials.workspace_id', '=', 'sessions.key_workspace')
        .onRef('credentials.access_key', '=', 'sessions.access_key'),
    )
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.user_id', '=', 'sessions.user_id')
        .on('memberships.workspace_id', '=', (row) =>
          row.fn.coalesce(given('wanted'), 'credentials.workspace_id', firstWorkspace(db, row.ref('sessions.user_id'))),
        ),
    )
    .leftJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(placeColumns)
    .select([...accountColumns, 'sessions.access_key', 'sessions.last_used', 'sessions.expires'])
    .select(['credentials.workspace_id', 'credentials.read_only'])
    .where('sessions.id', '=', given('session'))
    .where((row) =>
      row.or([
        row('sessions.access_key', 'is', null),
        row.and([
          row('credentials.access_key', 'is not', null),
          row.or([row('credentials.expires', 'is', null), row('credentials.expires', '>', given('now'))]),
        ]),
      ]),
    )
    .limit(sql.lit(1)),
);

type TokenSession =
  | { readonly session: string; readonly row: Awaited<ReturnType<typeof sessions>>[number] }
  /** in ClearML's words, and what a page is told of it as a cookie */
  | { readonly refused: string; readonly cookie?: login.RefusedCookie };

/**
 * The session behind a token, with the place in the workspace that is `wanted`, or why there is none. A session that ran out is no revoked one: the token itself ends when its row may go,
 * so a row that is missing before that was removed by somebody.
 */
export const sessionOfToken = async (parts: Parts, token: string, wanted: string | null): Promise<TokenSession> => {
  const now = parts.clock();
  const verdict = await readKnownToken(parts.secrets.tokenKey, token, now);
  if ('refused' in verdict) {
    const refused = ` (invalid jwt token): reason=${verdict.refused}`;
    return verdict.foreign ? { refused, cookie: { reason: 'foreign' } } : { refused };
  }
  const [row] = await sessions(parts.store.db, { session: verdict.session, workspace: verdict.workspace, wanted, now });
  if (row === undefined || row.disabled !== 0) return { refused: ' (revoked token)', cookie: { reason: 'revoked', user: verdict.user } };
  const idle = row.access_key === null && now - row.last_used > idleMs;
  if (idle || row.expires <= now) return { refused: ' (invalid jwt token): reason=Signature has expired' };
  return { session: verdict.session, row };
};
