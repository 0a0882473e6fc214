import { users } from '#contract/index.ts';
import { forgetCloudKeys } from '#features/cloud-access/log-out.ts';
import type { Browser } from './browser.ts';

/** Removes the cloud keys of whoever is logged in: ids of a stand-in are the same in every test. */
export const forgetKeysOf = async ({ act }: Pick<Browser, 'act'>): Promise<void> => {
  const { user } = users.getCurrentUser.response.parse(await act(users.getCurrentUser, {}));
  await forgetCloudKeys(user.id);
};
