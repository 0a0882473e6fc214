import * as z from 'zod/mini';
import { login } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import type { ClearmlSettings } from '../settings.ts';
import type { SiteParts } from '../site.ts';
import { json, type UpstreamClient, type WholeAnswer } from './client.ts';
import { webPairSource, type KnownPair } from './web-pair.ts';

/** ClearML's largest page of a list. */
const pageSize = 500;
/** More users than any server that asks for no password has, in pages. */
const pagesMax = 100;

const modes = z.object({ data: login.supportedModes.response });
const userPage = z.object({ data: z.object({ users: z.array(z.object({ id: z.string(), name: z.nullish(z.string()) })) }) });
const refusal = z.object({ meta: z.object({ result_msg: z.string() }) });

export interface User {
  readonly id: string;
  readonly name: string;
}

/** A ClearML Server on which everybody may be anybody, asked with the web pair. */
export interface OpenServer {
  /** the company that it makes users in, where that is known */
  readonly company: () => string | null;
  /** Asks with the pair, once more where it has changed. Throws a Failure where the pair, or the call, is refused. */
  readonly ask: (operation: string, body: object, headers?: Record<string, string>) => Promise<WholeAnswer>;
  /** Its users, page by page; ClearML's own identities are nobody's name and left out. */
  readonly users: () => AsyncGenerator<User>;
}

const isRefused = ({ status }: WholeAnswer): boolean => status === 401 || status === 403;

const failureOf = (answer: WholeAnswer): Failure => {
  const told = refusal.safeParse(json(answer));
  const detail = `: HTTP ${answer.status}${told.success ? `, ${told.data.meta.result_msg.slice(0, 200)}` : ''}`;
  if (isRefused(answer)) return new Failure('web_pair_refused', { detail });
  return new Failure(answer.status < 500 ? 'invalid_input' : 'internal', { detail });
};

const basicOf = ({ key, secret }: KnownPair): string => `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

/**
 * Opens the server with its web pair, once it has said that it asks for a name only: elsewhere the pair would open other people's accounts.
 * Throws a Failure where it asks for more, or where there is no pair. `signal` ends all that is asked of it.
 */
export const openServer = (
  client: UpstreamClient,
  { settings }: SiteParts,
  clearml: ClearmlSettings,
): ((signal: AbortSignal) => Promise<OpenServer>) => {
  const source = webPairSource(client, settings, clearml);
  const post = (operation: string, body: object, headers: Record<string, string>, signal: AbortSignal): Promise<WholeAnswer> =>
    client.ask({
      method: 'POST',
      path: `/${operation}`,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });

  const requireOpen = async (signal: AbortSignal): Promise<void> => {
    const answer = await post(login.supportedModes.name, {}, {}, signal);
    const { success, data } = modes.safeParse(json(answer));
    const asksForMore =
      !success || data.data.basic.enabled || Object.keys(data.data.sso ?? {}).length > 0 || (data.data.sso_providers ?? []).length > 0;
    if (answer.status !== 200 || asksForMore)
      throw new Failure('not_supported', { detail: ' (this ClearML Server asks for more than a name)' });
  };

  return async (signal) => {
    await requireOpen(signal);
    let pair = await source.get(signal);
    const ask: OpenServer['ask'] = async (operation, body, headers = {}) => {
      const attempt = (): Promise<WholeAnswer> => post(operation, body, { ...headers, authorization: basicOf(pair) }, signal);
      let answer = await attempt();
      const renewed = isRefused(answer) ? await source.readAgain(signal) : null;
      if (renewed !== null) {
        pair = renewed;
        answer = await attempt();
      }
      if (answer.status !== 200) throw failureOf(answer);
      return answer;
    };
    async function* users(): AsyncGenerator<User> {
      for (let page = 0; page < pagesMax; page += 1) {
        const request = { only_fields: ['id', 'name'], order_by: ['name', 'id'], page, page_size: pageSize };
        const list = userPage.safeParse(json(await ask('users.get_all', request)));
        if (!list.success) throw new Failure('upstream_not_clearml', { detail: `: ${client.host}` });
        const found = list.data.data.users;
        yield* found.map(({ id, name }) => ({ id, name: name ?? id })).filter(({ id }) => !id.startsWith('__'));
        if (found.length < pageSize) return;
      }
    }
    return { company: () => pair.company, ask, users };
  };
};
