import { errorName } from '#contract/errors.ts';
import { envelope, users } from '#contract/index.ts';
import type { Connection } from '../connection.ts';
import { Failure } from '../failure.ts';
import { json, type UpstreamCall, type UpstreamClient } from './client.ts';
import { callerHeaders } from './proxy.ts';

/** What the ClearML Server answers to somebody with these headers who asks who they are: an envelope, or other JSON. Throws a Failure where none comes. */
export const askWho = async (client: UpstreamClient, headers: UpstreamCall['headers'], signal: AbortSignal): Promise<unknown> =>
  json(
    await client.ask({
      method: 'POST',
      path: `/${users.getCurrentUser.name}`,
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{}',
      signal,
    }),
  );

/** The id of whoever calls, as the ClearML Server knows them. Throws its own refusal where it knows nobody. */
export const currentUser = async (client: UpstreamClient, connection: Connection): Promise<string> => {
  const told = envelope.safeParse(await askWho(client, callerHeaders(connection), connection.request.signal));
  if (!told.success) throw new Failure('upstream_not_clearml', { detail: `: ${client.host}` });
  const { meta, data } = told.data;
  if (meta.result_code !== 200) throw new Failure(errorName(meta.result_code, meta.result_subcode) ?? 'internal');
  return users.getCurrentUser.response.parse(data).user.id;
};
