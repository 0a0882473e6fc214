import { users } from '#contract/index.ts';
import { forgetCloudKeys } from '#features/cloud-access/log-out.ts';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import type { Browser } from './browser.ts';

/** Whether this tab, which is all that jsdom stores in, has cloud keys of an account. */
export const hasCloudKeys = (account: string): boolean => {
  const keys = keyRing.read(account);
  return keys.status === 'ready' && keys.rows.length > 0;
};

/** Removes the cloud keys of whoever is logged in: ids of a stand-in are the same in every test. */
export const forgetKeysOf = async ({ act }: Pick<Browser, 'act'>): Promise<void> => {
  const { user } = users.getCurrentUser.response.parse(await act(users.getCurrentUser, {}));
  await forgetCloudKeys(user.id);
};
