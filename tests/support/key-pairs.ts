import { auth } from '#contract/index.ts';
import { rotateCredentials } from '#contract/rotation.ts';
import { basic, type TestClient } from './client.ts';
import type { Someone } from './team.ts';

/** A key with its secret. */
export type Pair = Readonly<{ access_key: string; secret_key: string }>;

/** The headers of a program with this pair. */
export const sent = (pair: Pair, worker = 'train-box-3') => ({ ...basic(pair.access_key, pair.secret_key), 'x-clearml-worker': worker });

/** What a program with this pair is told when it logs in. */
export const logInBy = async (pair: Pair, by: TestClient): Promise<[number, number, string]> => {
  const { status, meta } = await by.call(auth.login, {}, { headers: sent(pair) });
  return [status, meta.result_subcode, meta.result_msg];
};

/** What it is told of a wrong secret. */
export const wrongSecret = [401, 22, 'Unauthorized (invalid credentials) (failed to locate provided credentials)'];

/** A time as the wire has it. */
export const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', '+00:00');

/** What somebody does in the browser with their keys in a workspace. */
export const keysIn = (workspace: string, { browser }: Someone) => {
  const rotate = ({ access_key }: Pair, overlap_sec: number) => browser.call(rotateCredentials, { access_key, overlap_sec }, { workspace });
  return {
    create: async (request: object = {}) => (await browser.ok(auth.createCredentials, request, { workspace })).credentials,
    listed: () => browser.ok(auth.getCredentials, {}, { workspace }),
    rotate,
    rotated: async (pair: Pair, overlap_sec: number) => rotateCredentials.response.parse((await rotate(pair, overlap_sec)).data),
    revoke: ({ access_key }: Pair) => browser.ok(auth.revokeCredentials, { access_key }, { workspace }),
  };
};
