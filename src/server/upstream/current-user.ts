import { envelope, errorName, users } from '#contract/index.ts';
import type { Connection } from '../connection.ts';
import { Failure } from '../failure.ts';
import type { UpstreamClient } from './client.ts';
import { json } from './open-server.ts';
import { callerHeaders } from './proxy.ts';

/** The id of whoever calls, as the ClearML Server knows them. Throws its own refusal where it knows nobody. */
export const currentUser = async (client: UpstreamClient, connection: Connection): Promise<string> => {
  const answer = await client.send({
    method: 'POST',
    path: `/${users.getCurrentUser.name}`,
    headers: { ...callerHeaders(connection), 'content-type': 'application/json' },
    body: '{}',
    signal: connection.request.signal,
  });
  const told = envelope.safeParse(await json(answer));
  if (!told.success) throw new Failure('upstream_not_clearml', { detail: `: ${client.host}` });
  const { meta, data } = told.data;
  if (meta.result_code !== 200) throw new Failure(errorName(meta.result_code, meta.result_subcode) ?? 'internal');
  return users.getCurrentUser.response.parse(data).user.id;
};
