import { sql } from 'kysely';
import * as z from 'zod/mini';
import type { Store } from '#server/store/store.ts';
import { fact, persons, sorted, type Facts, type Who } from './facts.ts';

/** Who the people of a scene are in the database, and how the e-mail addresses begin that they sign up with. */
export interface Cast {
  readonly ids: Readonly<Record<Who, string>>;
  readonly emails: string;
}

const rowsOf = async (store: Store, query: ReturnType<typeof sql>): Promise<unknown[]> => (await query.execute(store.db)).rows;
const lines = z.array(z.object({ line: z.string() }));

const ofPerson = (id: string, who: Who) => sql`
  select 'member ${sql.raw(who)} ' || w.name || ' ' || m.role as line from memberships m join workspaces w on w.id = m.workspace_id
    where m.user_id = ${id} and w.personal_of is null
  union all select 'key ${sql.raw(who)} ' || w.name || ' ' || c.label || iif(c.rotated_to is null, '', ' →') from credentials c
    join workspaces w on w.id = c.workspace_id where c.user_id = ${id}
  union all select 'ended ${sql.raw(who)} ' || w.name || ' ' || c.label from ended_credentials c
    join workspaces w on w.id = c.workspace_id where c.user_id = ${id}
  union all select 'session ${sql.raw(who)} ' || w.name || ' ' || coalesce(c.label, 'of no key') from sessions s
    join workspaces w on w.id = s.key_workspace left join credentials c on c.access_key = s.access_key where s.user_id = ${id}
  union all select 'link ${sql.raw(who)} ' || w.name || ' ' || l.note || iif(l.revoked is not null, ' revoked', iif(l.uses >= l.max_uses, ' used', ' open'))
    from invitations l join workspaces w on w.id = l.workspace_id where l.user_id = ${id}
  union all select 'departed ${sql.raw(who)} ' || w.name from departures d join workspaces w on w.id = d.workspace_id where d.user_id = ${id}
  union all select 'name ${sql.raw(who)} ' || name from users where id = ${id}
  union all select 'event ' || action from events where actor = ${id}`;

/** What the database holds of a scene. */
export const readFacts = async (store: Store, { ids, emails }: Cast): Promise<Facts> => {
  const found: string[] = [];
  for (const who of persons) for (const { line } of lines.parse(await rowsOf(store, ofPerson(ids[who], who)))) found.push(line);
  const rest = sql`select 'preference ' || json_extract(body, '$.crash') as line from preferences where user_id = ${ids.ann}
    union all select 'account ' || u.email || ' ' || (select count(*) from workspaces w join memberships m on m.workspace_id = w.id and m.user_id = u.id
      where w.personal_of = u.id) || ' ' || (select count(*) from sessions s where s.user_id = u.id) from users u where u.email like ${`${emails}%`}`;
  for (const { line } of lines.parse(await rowsOf(store, rest))) found.push(line);
  return sorted(found);
};

/** A whole account: with a workspace of its own, and the session that its sign-up started. */
export const account = (email: string): string => fact('account', email, 1, 1);

/** Each lists what must not be. */
const wrongs: Readonly<Record<string, ReturnType<typeof sql>>> = {
  'a workspace without an owner': sql`select id from workspaces w where not exists
    (select 1 from memberships m where m.workspace_id = w.id and m.role = 'owner')`,
  'members miscounted': sql`select id from workspaces w where members <> (select count(*) from memberships m where m.workspace_id = w.id)`,
  'more members than seats': sql`select id from workspaces where members > seats`,
  'a key of no member': sql`select access_key from credentials c where not exists
    (select 1 from memberships m where m.workspace_id = c.workspace_id and m.user_id = c.user_id)`,
  'a key both live and ended': sql`select access_key from credentials where access_key in (select access_key from ended_credentials)`,
  'a key replaced by none': sql`select access_key from credentials where rotated_to is not null and rotated_to not in (select access_key from credentials)`,
  'a session of no user or key': sql`select id from sessions s where user_id not in (select id from users)
    or (access_key is not null and access_key not in (select access_key from credentials))`,
  'an open link of who may not invite': sql`select hash from invitations l where revoked is null and (max_uses is null or uses < max_uses) and not exists
    (select 1 from memberships m where m.workspace_id = l.workspace_id and m.user_id = l.user_id and m.role in ('owner', 'admin'))`,
  'a link used too often': sql`select hash from invitations where uses > max_uses`,
  'a member listed by another name': sql`select user_id from memberships m join users u on u.id = m.user_id where instr(search_text, lower(u.name)) = 0`,
  'a member that no search finds': sql`select user_id from memberships where number is null or number not in (select id from member_search_docsize)`,
  'a search that finds nobody': sql`select id from member_search_docsize where id not in (select number from memberships)`,
  'a row that refers to nothing': sql`select * from pragma_foreign_key_check`,
  'a broken file': sql`select integrity_check from pragma_integrity_check where integrity_check <> 'ok'`,
};

/** What is wrong with a database of SQLite, whatever was done; nothing where all is well. */
export const wrongsOf = async (store: Store): Promise<Record<string, unknown[]>> => {
  const found: Record<string, unknown[]> = {};
  for (const [name, query] of Object.entries(wrongs)) {
    const rows = await rowsOf(store, query);
    if (rows.length > 0) found[name] = rows;
  }
  return found;
};
