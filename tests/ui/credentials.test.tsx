import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auth } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { basic } from '#tests/support/client.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(() => browser.close());

const createButton = () => screen.findByRole('button', { name: 'Create new credentials' });
const dialogNamed = (name: string) => screen.findByRole('dialog', { name });
const valueOf = (dialog: HTMLElement, label: string) => within(dialog).getByLabelText<HTMLInputElement>(label).value;

/** Creates credentials and answers the dialog in its second step. */
const createCredentials = async (user: ReturnType<typeof openPage>['user'], label = 'ci-gpu') => {
  await user.click(await createButton());
  const dialog = await dialogNamed('Create new credentials');
  if (label !== '') await user.type(within(dialog).getByLabelText('Label'), label);
  await user.click(within(dialog).getByRole('button', { name: 'Create' }));
  await within(dialog).findByLabelText('Secret key');
  return dialog;
};

const logsIn = async (key: string, secret: string): Promise<boolean> =>
  (await browser.client().call(auth.login, {}, { headers: basic(key, secret) })).status === 200;

/** The key in one's list, made without the page. */
const madeBefore = async (label: string) =>
  auth.createCredentials.response.parse(await browser.act(auth.createCredentials, { label })).credentials;

describe('app credentials', () => {
  it('are made with a label, and a program logs in with them', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const dialog = await createCredentials(user);
    expect(await logsIn(valueOf(dialog, 'Access key'), valueOf(dialog, 'Secret key'))).toBe(true);

    await user.click(within(dialog).getByRole('button', { name: 'Copy secret key' }));
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const row = await screen.findByRole('row', { name: /ci-gpu/u });
    expect(within(row).getByText('Never')).toBeTruthy();
    expect(within(row).getByText('Not available')).toBeTruthy();
  });

  it('check 40: are made once, however often Create is pressed', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await createButton());
    const dialog = await dialogNamed('Create new credentials');
    const create = within(dialog).getByRole('button', { name: 'Create' });
    // quicker than React draws
    for (let presses = 0; presses < 3; presses += 1) create.click();
    await within(dialog).findByLabelText('Secret key');
    expect(browser.calls(auth.createCredentials)).toBe(1);
  });

  it('show a secret that no Escape and no Close takes away before it is in safety, and say why', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const dialog = await createCredentials(user);

    await user.keyboard('{Escape}');
    expect(await within(dialog).findByRole('alert')).toHaveProperty('textContent', expect.stringContaining('would be lost'));
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(valueOf(dialog, 'Secret key')).not.toBe('');
    const unload = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(unload);
    expect(unload.defaultPrevented).toBe(true);

    await user.click(within(dialog).getByRole('button', { name: 'I saved it' }));
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('show a secret that neither Back nor Forward takes away, before it is in safety', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('link', { name: /^All members/u }));
    await screen.findByRole('heading', { level: 1, name: 'Members' });
    act(() => history.back());
    const dialog = await createCredentials(user);
    act(() => history.forward());
    expect(await within(dialog).findByText('The secret key would be lost')).toBeTruthy();
    await waitFor(() => expect(location.pathname).toMatch(/profile$/u));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(valueOf(dialog, 'Secret key')).not.toBe('');

    await user.click(within(dialog).getByRole('button', { name: 'I saved it' }));
    act(() => history.forward());
    await screen.findByRole('heading', { level: 1, name: 'Members' });
  });

  it('check 28: keep the secret out of the page, its memory and its address once the dialog is closed', async () => {
    await browser.signUp();
    const { user, client } = openPage('/profile');
    const dialog = await createCredentials(user);
    const secret = valueOf(dialog, 'Secret key');
    const kept = () =>
      JSON.stringify([
        client
          .getQueryCache()
          .getAll()
          .map(({ queryKey, state }) => [queryKey, state]),
        client
          .getMutationCache()
          .getAll()
          .map(({ state }) => state),
        { ...localStorage },
        { ...sessionStorage },
        location.href,
        history.state,
      ]);
    await waitFor(() => expect(kept()).not.toContain(secret));

    await user.click(within(dialog).getByRole('button', { name: 'Copy snippet' }));
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(kept()).not.toContain(secret);
    expect(document.documentElement.outerHTML).not.toContain(secret);
  });

  it('can be downloaded as clearml.conf, which puts them in safety', async () => {
    const files: Blob[] = [];
    URL.createObjectURL = (file: Blob) => `blob:${files.push(file)}`;
    URL.revokeObjectURL = () => undefined;
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    await browser.signUp();
    const { user } = openPage('/profile');
    const dialog = await createCredentials(user);
    const accessKey = valueOf(dialog, 'Access key');

    await user.click(within(dialog).getByRole('button', { name: 'Download clearml.conf' }));
    expect(clicked).toHaveBeenCalledOnce();
    expect(await files[0]?.text()).toContain(accessKey);
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('keep the typed label when they could not be made, and say what to do', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    browser.fault(auth.createCredentials, 'offline', 1);
    await user.click(await createButton());
    const dialog = await dialogNamed('Create new credentials');
    await user.type(within(dialog).getByLabelText('Label'), 'laptop');
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    expect(await within(dialog).findByText(/cannot be reached/u)).toBeTruthy();
    expect(valueOf(dialog, 'Label')).toBe('laptop');
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    expect(await within(dialog).findByLabelText('Secret key')).toBeTruthy();
  });

  it('check 40: are in the list where the answer that made them got lost', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    browser.fault(auth.createCredentials, 'lost', 1);
    await user.click(await createButton());
    const dialog = await dialogNamed('Create new credentials');
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    await within(dialog).findByText(/cannot be reached/u);
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('row', { name: /Never used/u })).toBeTruthy();
  });

  it('get another label, or none', async () => {
    await browser.signUp();
    const { access_key } = await madeBefore('old name');
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Edit label old name' }));
    let dialog = await dialogNamed('Edit label');
    await user.clear(within(dialog).getByLabelText('Label'));
    await user.type(within(dialog).getByLabelText('Label'), 'new name');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));

    await user.click(await screen.findByRole('button', { name: 'Edit label new name' }));
    dialog = await dialogNamed('Edit label');
    await user.clear(within(dialog).getByLabelText('Label'));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('button', { name: `Edit label ${access_key}` })).toBeTruthy();
  });
});

describe('revoking a key', () => {
  it('asks first, says which and what stops, and begins at Cancel', async () => {
    await browser.signUp();
    const { access_key, secret_key } = await madeBefore('ci-gpu');
    await logsIn(access_key, secret_key);
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Revoke ci-gpu' }));
    const question = await screen.findByRole('alertdialog', { name: 'Revoke ci-gpu?' });
    expect(question.textContent).toContain(access_key);
    expect(question.textContent).toContain('127.0.0.1');
    expect(question.textContent).toContain('stops working at once');
    await waitFor(() => expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Cancel' })));

    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(await logsIn(access_key, secret_key)).toBe(true);
  });

  it('ends it', async () => {
    await browser.signUp();
    const { access_key, secret_key } = await madeBefore('ci-gpu');
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Revoke ci-gpu' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Revoke' }));
    expect(await screen.findByText('No credentials yet')).toBeTruthy();
    expect(await logsIn(access_key, secret_key)).toBe(false);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'App credentials' })));
  });

  it('succeeds where it was revoked elsewhere in the meantime', async () => {
    await browser.signUp();
    const { access_key } = await madeBefore('ci-gpu');
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Revoke ci-gpu' }));
    await browser.act(auth.revokeCredentials, { access_key });
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Revoke' }));
    expect(await screen.findByText('No credentials yet')).toBeTruthy();
  });

  it('keeps the question open when it failed, and says so there', async () => {
    await browser.signUp();
    await madeBefore('ci-gpu');
    const { user } = openPage('/profile');
    browser.fault(auth.revokeCredentials, 'internal', 1);
    await user.click(await screen.findByRole('button', { name: 'Revoke ci-gpu' }));
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: 'Revoke' }));
    expect(await within(question).findByText(/The server failed/u)).toBeTruthy();
  });
});

describe('the section App credentials', () => {
  it('says when the keys cannot be read, and reads them again on Retry', async () => {
    await browser.signUp();
    await madeBefore('ci-gpu');
    browser.fault(auth.getCredentials, 'html');
    const { user } = openPage('/profile');
    const panel = await screen.findByText('The credentials could not be loaded');
    browser.mend();
    await user.click(within(panel.closest<HTMLElement>('[role=alert]') ?? document.body).getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('button', { name: 'Revoke ci-gpu' })).toBeTruthy();
  });

  it('says on a server of one workspace that one set is enough', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted' });
    await browser.signUp();
    openPage('/profile');
    expect(await screen.findByText(/One set of credentials is enough/u)).toBeTruthy();
    expect(await createButton()).toBeTruthy();
  });
});
