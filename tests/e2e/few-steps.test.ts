import type { Locator, Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { auth, invitations, login, organization } from '#contract/index.ts';
import { openStage } from '#tests/support/e2e-stage.ts';
import { png } from '#tests/support/media.ts';
import { startS3 } from '#tests/support/s3-server.ts';
import { callAs, signUpAt } from '#tests/support/visitor.ts';

const stage = openStage();

const open = (email: string): Promise<Page> =>
  signUpAt(stage.browser, stage.server.origin, { email, permissions: ['clipboard-read', 'clipboard-write'] });

/** Presses one after the other, as soon as each is there; answers how many that were. Nothing is filled in. */
const press = async (...buttons: readonly Locator[]): Promise<number> => {
  for (const button of buttons) await button.click();
  return buttons.length;
};

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

// README, "Few steps", has these numbers
test('a first key with its snippet: 3', async () => {
  const page = await open('key@example.com');
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  expect(await press(button('Create new credentials'), button('Create'), button('Copy snippet'))).toBe(3);
  await expect.poll(() => copied(page)).toMatch(/"secret_key" = "cmp_/);
});

test('an invitation link: 2', async () => {
  const page = await open('link@example.com');
  expect(await press(page.getByRole('button', { name: 'Invite user' }), page.getByRole('button', { name: 'Copy link' }))).toBe(2);
  await expect.poll(() => copied(page)).toMatch(/\/\?invite=/);
});

/** Somebody at the profile of their own workspace who is also in `Shared`; and that one. */
const openWithShared = async (name: string): Promise<{ page: Page; shared: Locator }> => {
  const owner = await open(`owner-${name}@example.com`);
  const { id: workspace } = await callAs(owner, organization.createCompany, { name: 'Shared' });
  const { id: invite_id } = await callAs(owner, invitations.createInvite, {}, workspace);
  const page = await open(`${name}@example.com`);
  await callAs(page, login.joinCompany, { invite_id });
  await page.reload();
  const shared = page.getByRole('group', { name: 'Shared' });
  await shared.waitFor();
  return { page, shared };
};

test('another workspace: 1', async () => {
  const { page, shared } = await openWithShared('switch');
  expect(await press(shared.getByRole('button', { name: /^Switch to workspace/ }))).toBe(1);
  await shared.getByText('Currently active').waitFor();
  expect(await page.getByRole('group', { name: 'Shared' }).count()).toBe(1);
});

test('leave a workspace: 3', async () => {
  const { page, shared } = await openWithShared('leave');
  const leave = { name: 'Leave workspace', exact: true };
  const steps = [shared.getByRole('button', { name: 'Shared', exact: true }), shared.getByRole('button', leave)];
  expect(await press(...steps, page.getByRole('alertdialog').getByRole('button', leave))).toBe(3);
  await shared.waitFor({ state: 'detached' });
});

test('a key that nobody uses, found and revoked: 2', async () => {
  const page = await open('dead@example.com');
  const { companies } = await callAs(page, organization.getUserCompanies, {});
  await callAs(page, auth.createCredentials, { label: 'forgotten' }, companies[0]?.id ?? '');
  await page.reload();
  await page.getByRole('row', { name: /forgotten.*Never used/i }).waitFor();
  const revoke = page.getByRole('alertdialog').getByRole('button', { name: /^Revoke/ });
  expect(await press(page.getByRole('button', { name: 'Revoke forgotten' }), revoke)).toBe(2);
  await page.getByText('No credentials yet').waitFor();
});

test('from pasted keys of a bucket to a picture that is in it: 4', async () => {
  const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };
  const s3 = await startS3({ ...keys, buckets: { models: { 'loss.png': { type: 'image/png', body: png } } } });
  onTestFinished(() => s3.close());
  const page = await open('bucket@example.com');
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    `sdk.aws.s3.credentials: [{ bucket: models, host: "${s3.host}", secure: false, key: ${keys.accessKey}, secret: "${keys.secretKey}" }]`,
  );
  await page.getByRole('button', { name: 'Add access keys' }).click();
  await page.getByLabel('Bucket').focus();
  await page.keyboard.press('ControlOrMeta+v');
  const take = page.getByRole('button', { name: 'Fill in', exact: true });
  const save = page.getByRole('button', { name: 'Save', exact: true });
  const pictures = [page.getByRole('link', { name: 'Browse models' }), page.getByRole('link', { name: 'loss.png' })];
  expect(await press(take, save, ...pictures)).toBe(4);
  const picture = page.getByRole('img', { name: 'loss.png' });
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1); // role img with this name is the <img>
});
