import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http, passthrough, type HttpHandler } from 'msw';
import { onTestFinished } from 'vitest';
import { users } from '#contract/index.ts';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { networkOfTests, openBrowser } from './browser.ts';
import { openPage } from './render-app.tsx';
import { startS3, type S3Options, type S3Server } from './s3-server.ts';

/** The keys of the local storage. */
export const storageKeys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };

/** A row with the keys of the storage. */
export const storageRow = (some: Partial<CloudRow>): CloudRow => {
  const { accessKey: key, secretKey: secret } = storageKeys;
  return { id: '1', bucket: '', key, secret, token: '', region: '', host: '', style: '', ...some };
};

/** A storage on loopback for one test. */
export const startStorage = async (options: S3Options): Promise<S3Server> => {
  const s3 = await startS3({ ...storageKeys, ...options });
  onTestFinished(() => s3.close());
  return s3;
};

interface Visit {
  /** what the row has other than the keys of the storage */
  readonly row: Partial<CloudRow>;
  readonly blockUserScript?: boolean;
  /** servers elsewhere than on loopback */
  readonly network?: readonly HttpHandler[];
}

/** The Preview page of somebody who has one row. */
export const openPreview = async (
  address: string,
  { row, blockUserScript = false, network = [] }: Visit,
): Promise<{ user: UserEvent; page: ReturnType<typeof within>; account: string }> => {
  const browser = await openBrowser();
  networkOfTests.use(
    http.all(/^https?:\/\/127\.0\.0\.1:/, () => passthrough()),
    ...network,
  );
  onTestFinished(() => browser.close());
  const { user: account } = await browser.signUp();
  if (blockUserScript)
    await browser.act(users.updatePreferences, { changes: [{ path: ['rootProjects', 'blockUserScript'], value: true }] });
  onTestFinished(keyRing.follow(account, () => undefined));
  await keyRing.save(account, storageRow(row));
  const { user } = openPage(`/preview?url=${encodeURIComponent(address)}`);
  await screen.findByRole('heading', { name: 'Preview' });
  return { user, page: within(await screen.findByRole('main')), account };
};
