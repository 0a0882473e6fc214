import { parsedUrl } from './parsed-url.ts';

const id = '[0-9a-f]{32}';

/**
 * The id of the task that a text names: the id itself, an address of ClearML's web (`…/projects/<id or *>/experiments/<task>/…`,
 * `…/tasks/<task>/…`), or one of this page (`…?task=…`). Undefined for everything else, an object's address with such a folder in it too.
 */
export const taskOf = (text: string): string | undefined => {
  const typed = text.trim();
  if (new RegExp(`^${id}$`, 'i').test(typed)) return typed.toLowerCase();
  const url = /^https?:/i.test(typed) ? parsedUrl(typed) : undefined;
  if (url === undefined) return undefined;
  const { pathname, searchParams } = url;
  // the parts behind are the web's tabs (`output/debugImages`), which have neither digits nor an extension
  const [, task] = new RegExp(`/(?:experiments|tasks)/(${id})(?:[/;][a-z/-]*)?$`, 'i').exec(pathname) ?? [];
  const own = searchParams.get('task') ?? '';
  return task?.toLowerCase() ?? (/\/samples\/?$/.test(pathname) && own !== '' ? taskOf(own) : undefined);
};
