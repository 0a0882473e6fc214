import type * as z from 'zod/mini';
import * as programs from '#contract/programs.ts';
import { Failure } from '../failure.ts';
import { handle, type Context, type Handler } from '../handler.ts';
import { listedUser, onlyFields, preferencesText } from '../present-user.ts';
import { directory } from '../store/directory.ts';
import { readPreferences } from '../store/preferences.ts';

/** So many users at most in one answer, as in ClearML. */
const pageMax = 500;
/** So many of a list that a caller sends are looked at: more are no sound request. */
const namedMax = 1000;

const texts = (sent: string | string[] | null | undefined): string[] => (sent == null ? [] : [sent].flat()).slice(0, namedMax);

const list = async (request: z.output<typeof programs.listRequest>, { caller, store }: Context) => {
  const { page, page_size: size } = request;
  if (page != null && page < 0) throw new Failure('invalid_input', { detail: ' (page must be >=0): field=page' });
  if (size != null && size < 1) throw new Failure('invalid_input', { detail: ' (page_size must be >0): field=page_size' });
  const wanted = { ids: texts(request.id), name: request.name ?? '', order: texts(request.order_by) };
  const paging = { page: page ?? 0, size: Math.min(size ?? pageMax, pageMax) };
  return directory({ workspace: caller.workspace.id, ...wanted, ...paging }, store.db);
};

const listWithCompany = async (request: z.output<typeof programs.listRequest>, context: Context) => {
  const fields = texts(request.only_fields);
  const { id, name } = context.caller.workspace;
  // the name is looked up where it is asked for only, as in ClearML
  const company = fields.includes('company.name') ? { id, name } : { id };
  const wanted = fields.length === 0 ? [] : [...fields, 'id'];
  return { users: (await list(request, context)).map((row) => onlyFields(listedUser(row, company), wanted)) };
};

const getById = handle(programs.getById, async ({ user }, { caller, store }) => {
  const [row] = await directory({ workspace: caller.workspace.id, ids: [user], name: '', order: [], page: 0, size: 1 }, store.db);
  if (row === undefined) throw new Failure('invalid_user_id', { detail: `: id=${user}, company=${caller.workspace.id}` });
  // nobody is shown another's
  const own = user === caller.user.id ? await readPreferences(store.db, user) : {};
  return { user: { ...listedUser(row, caller.workspace.id), preferences: preferencesText(own) } };
});

/** Who is in the workspace, as programs ask for it. */
export const handlers: Handler[] = [
  handle(programs.getAll, async (request, context) => {
    const wanted = texts(request.only_fields);
    return { users: (await list(request, context)).map((row) => onlyFields(listedUser(row, context.caller.workspace.id), wanted)) };
  }),
  handle(programs.firstGetAllEx, listWithCompany),
  handle(programs.getAllEx, async ({ active_in_projects: projects, ...request }, context) =>
    projects == null ? listWithCompany(request, context) : { users: [] },
  ),
  getById,
];
