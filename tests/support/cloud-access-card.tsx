import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http, passthrough } from 'msw';
import { onTestFinished } from 'vitest';
import { endSessions } from '#server/sessions.ts';
import { networkOfTests, openBrowser } from './browser.ts';
import { openPage } from './render-app.tsx';
import { startS3, type S3Options, type S3Server } from './s3-server.ts';

/** The keys of the local storage. */
export const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };

/** The card on the Profile page of somebody who has just signed up. jsdom is no secure context and has no IndexedDB: rows live in the tab. */
export const openCard = async (): Promise<{
  user: UserEvent;
  card: ReturnType<typeof within>;
  account: string;
  /** ends the account's sessions, as another browser of the same user does */
  endSessions: () => Promise<unknown>;
}> => {
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const { user: account } = await browser.signUp();
  const { user } = openPage('/profile');
  const card = within(await screen.findByRole('region', { name: 'Web App Cloud Access' }));
  await card.findByText('No access keys yet');
  return { user, card, account, endSessions: () => endSessions(browser.store.db, { user: account }) };
};

/** A storage on loopback for one test. */
export const startStorage = async (options: S3Options = {}): Promise<S3Server> => {
  const s3 = await startS3({ ...keys, buckets: { models: { 'loss.json': { type: 'application/json', body: '{"loss":1}' } } }, ...options });
  onTestFinished(() => s3.close());
  networkOfTests.use(http.all(`${s3.origin}/*`, () => passthrough()));
  return s3;
};

/** Types into fields of the row that is open. */
export const fill = async (
  user: UserEvent,
  fields: Partial<Record<'Bucket' | 'Key' | 'Secret / SAS' | 'Token' | 'Region' | 'Host (Endpoint)', string>>,
) => {
  for (const [name, value] of Object.entries(fields)) {
    const field = await screen.findByLabelText(name);
    await user.clear(field);
    await user.click(field);
    await user.paste(value);
  }
};

/** Adds a row for the storage. */
export const addRow = async (user: UserEvent, s3: S3Server, some: Parameters<typeof fill>[1] = {}): Promise<void> => {
  await user.click(screen.getByRole('button', { name: 'Add access keys' }));
  await fill(user, { Bucket: 'models', Key: keys.accessKey, 'Secret / SAS': keys.secretKey, 'Host (Endpoint)': s3.host, ...some });
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('button', { name: `Test ${some.Bucket ?? 'models'}` });
};
