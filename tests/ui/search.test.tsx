import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { invitations, login, organization, users } from '#contract/index.ts';
import { openBrowser, openConnectedBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { valueOf } from '#tests/support/screen.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

/** Opens the profile of somebody new, once what it loads first is there. */
const openProfile = async (path = '/profile') => {
  const page = openPage(path);
  await screen.findByRole('heading', { level: 1, name: 'Profile' });
  return page.user;
};

const openSearch = async (user: UserEvent, keys = '{Control>}k{/Control}'): Promise<HTMLElement> => {
  await user.keyboard(keys);
  return screen.findByRole('dialog', { name: 'Search' });
};

/** The names that are found, by their groups. */
const found = (dialog: HTMLElement): Record<string, string[]> =>
  Object.fromEntries(
    within(dialog)
      .queryAllByRole('group')
      .map((group) => [
        document.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent ?? '',
        within(group)
          .getAllByRole('option')
          .map(({ textContent }) => textContent),
      ]),
  );

const activeOption = (dialog: HTMLElement): string | undefined => {
  const field = within(dialog).getByRole('combobox');
  return document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent;
};

/** Types a part of a name into the search and takes the first that has it. */
const choose = async (user: UserEvent, text: string): Promise<void> => {
  const dialog = await openSearch(user);
  await user.type(within(dialog).getByRole('combobox'), `${text}{Enter}`);
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Search' })).toBeNull());
};

describe('the search', () => {
  it.each(['{Control>}k{/Control}', '{Meta>}k{/Meta}', '{Control>}K{/Control}'])(
    'opens by %s with all there is, and gives the focus back at Escape',
    async (keys) => {
      await browser.signUp({ name: 'Ada Sample' });
      const user = await openProfile();
      const theme = await screen.findByLabelText('Theme');
      theme.focus();
      const dialog = await openSearch(user, keys);
      await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('combobox', { name: 'Page, workspace or action' })));
      expect(found(dialog)).toEqual({
        Pages: [
          'Profile',
          'User preferencesProfile',
          'Web App Cloud AccessProfile',
          'WorkspacesProfile',
          'AccountProfile',
          'Members',
          'Activity',
          'Preview',
        ],
        Workspaces: ["Ada Sample's workspaceCurrently active"],
        Actions: [
          'Create new credentials',
          'Add access keys',
          'Create workspace',
          'Invite a user',
          'Theme: As the systemCurrent',
          'Theme: Light',
          'Theme: Dark',
          'Log out',
        ],
      });
      within(dialog).getByText('17 results');
      await user.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(document.activeElement).toBe(theme);
    },
  );

  it('finds by any parts of the words, without accents and case, and says how many', async () => {
    await browser.signUp();
    await browser.act(organization.createCompany, { name: 'Équipe Modèles' });
    const user = await openProfile();
    const dialog = await openSearch(user);
    const field = within(dialog).getByRole('combobox');
    await user.type(field, 'DELES equip');
    expect(found(dialog)).toEqual({ Workspaces: ['Équipe Modèles'] });
    within(dialog).getByText('1 result');
    await user.clear(field);
    await user.type(field, 'zebra');
    expect(within(dialog).queryByRole('option')).toBeNull();
    expect(within(dialog).getByText('Nothing found for “zebra”.').getAttribute('role')).toBe('status');
  });

  it('finds by other words too, after what has them in its name', async () => {
    await browser.signUp();
    const user = await openProfile();
    const dialog = await openSearch(user);
    const field = within(dialog).getByRole('combobox');
    await user.type(field, 's3');
    expect(found(dialog)).toEqual({ Pages: ['Web App Cloud AccessProfile'], Actions: ['Add access keys'] });
    await user.clear(field);
    await user.type(field, 'api key');
    expect(found(dialog)).toEqual({ Pages: ['WorkspacesProfile'], Actions: ['Create new credentials'] });
    await user.clear(field);
    await user.type(field, 'members');
    expect(found(dialog)).toEqual({ Pages: ['Members'] });
    await user.clear(field);
    await user.type(field, 'team');
    expect(found(dialog)).toEqual({ Pages: ['Members', 'WorkspacesProfile'], Actions: ['Create workspace', 'Invite a user'] });
    await user.clear(field);
    await user.type(field, 'me');
    expect(found(dialog)['Pages']?.slice(0, 2)).toEqual(['Members', 'Profile']);
  });

  it('leads to what one has in mind by words for it, and to nothing that there is not here', async () => {
    await browser.signUp();
    const user = await openProfile();
    const dialog = await openSearch(user);
    const field = within(dialog).getByRole('combobox');
    for (const [name, texts] of [
      ['AccountProfile', ['change password', 'delete account', 'sessions', 'log out everywhere', 'email']],
      ['User preferencesProfile', ['timezone', 'date format', 'font size', 'text size', 'zoom', 'dpi', 'browser scale', "user's scripts"]],
      ['Members', ['who is in my team', 'teammates', 'members', 'kick']],
      ['Profile', ['edit name']],
      ['WorkspacesProfile', ['rename workspace', 'leave workspace']],
      [undefined, ['language', 'anonymous', 'telemetry', 'usage statistics']],
    ] as const)
      for (const text of texts) {
        await user.clear(field);
        await user.type(field, text);
        expect([text, found(dialog)]).toEqual([text, name === undefined ? {} : { Pages: [name] }]);
      }
  });

  it('has first what is called so, then what begins so, and what to do before the section to do it in', async () => {
    await browser.signUp({ name: 'Nia New' });
    for (const name of ["New Team's workspace", 'Accounting workspaces']) await browser.act(organization.createCompany, { name });
    const user = await openProfile();
    const dialog = await openSearch(user);
    const field = within(dialog).getByRole('combobox');
    for (const [text, first] of [
      ['api key', 'Create new credentials'],
      ['s3', 'Add access keys'],
      ['create workspace', 'Create workspace'],
      ['workspace create', 'Create workspace'],
      ['new team', "New Team's workspace"],
      ['account', 'AccountProfile'],
      ['workspaces', 'WorkspacesProfile'],
      ['people', 'Members'],
    ] as const) {
      await user.clear(field);
      await user.type(field, text);
      expect([text, activeOption(dialog)]).toEqual([text, first]);
    }
  });

  it('draws few workspaces at first and fifty of what is found, and counts the others', async () => {
    await browser.signUp();
    for (let made = 1; made <= 52; made += 1) await browser.act(organization.createCompany, { name: `Team ${made}` });
    const user = await openProfile();
    const dialog = await openSearch(user);
    within(dialog).getByText('24 results and 45 more: type more of the name.');
    await user.keyboard('team{End}');
    within(dialog).getByText('50 results and 6 more: type more of the name.');
    expect(within(dialog).getAllByRole('option')).toHaveLength(50);
    await user.keyboard(' 40');
    expect(found(dialog)).toEqual({ Workspaces: ['Team 40'] });
  });

  it('goes through the results by arrows, Home and End, and leaves Enter to what composes letters', async () => {
    await browser.signUp();
    const user = await openProfile();
    const dialog = await openSearch(user);
    expect(activeOption(dialog)).toBe('Profile');
    await user.keyboard('{ArrowDown}');
    expect(activeOption(dialog)).toBe('User preferencesProfile');
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(activeOption(dialog)).toBe('Log out');
    await user.keyboard('{Home}');
    expect(activeOption(dialog)).toBe('Profile');
    await user.keyboard('{End}');
    expect(activeOption(dialog)).toBe('Log out');
    const field = within(dialog).getByRole('combobox');
    const compose = (isComposing: boolean) => fireEvent.keyDown(field, { key: 'Enter', isComposing });
    compose(true);
    await user.keyboard('{Home}');
    expect(activeOption(dialog)).toBe('Profile');
    expect(dialog.isConnected).toBe(true);
    compose(false);
    await waitFor(() => expect(dialog.isConnected).toBe(false));
  });

  it('goes to a section of the profile, from there and from another page', async () => {
    const { workspace } = await browser.signUp();
    const user = await openProfile();
    for (const before of ['here', 'here again', 'from another page']) {
      if (before === 'from another page') {
        await choose(user, 'members');
        const heading = await screen.findByRole('heading', { level: 1, name: 'Members' });
        await waitFor(() => expect(document.activeElement).toBe(heading));
      } else screen.getByRole('button', { name: 'Profile menu' }).focus();
      await choose(user, 'cloud');
      await waitFor(() => expect(document.activeElement?.textContent).toBe('Web App Cloud Access'));
      expect(`${location.pathname}${location.hash}`).toBe(`/w/${workspace}/profile#cloud-access`);
    }
  });

  it('goes to the same page of another workspace', async () => {
    await browser.signUp();
    const { id } = organization.createCompany.response.parse(await browser.act(organization.createCompany, { name: 'Sound Lab' }));
    const user = await openProfile();
    await choose(user, 'sound');
    await waitFor(() => expect(location.pathname).toBe(`/w/${id}/profile`));
  });

  it.each([
    ['create new', 'Create new credentials'],
    ['invite', 'Invite a user'],
    ['new work', 'Create workspace'],
  ])('opens by %s the dialog %s, which gives the focus back', async (text, title) => {
    await browser.signUp();
    const user = await openProfile();
    const theme = await screen.findByLabelText('Theme');
    theme.focus();
    await choose(user, text);
    await screen.findByRole('dialog', { name: title });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(theme);
  });

  it.each(['/profile', '/preview'])('opens from %s the form of new access keys, each time that it is asked to', async (path) => {
    await browser.signUp();
    const { user } = openPage(path);
    await screen.findByRole('heading', { level: 1 });
    for (const _time of [1, 2]) {
      await choose(user, 'add access');
      await screen.findByRole('form', { name: 'New access keys' });
      expect(location.hash).toBe('#cloud-access');
      await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Bucket')));
      await waitFor(() => expect(history.state).toMatchObject({ usr: null }));
      await user.click(screen.getByRole('button', { name: 'Discard' }));
      await waitFor(() => expect(screen.queryByRole('form', { name: 'New access keys' })).toBeNull());
    }
  });

  it('leaves a row of access keys that is open as it is', async () => {
    await browser.signUp();
    const user = await openProfile();
    await choose(user, 'add access');
    await user.type(await screen.findByLabelText('Bucket'), 'models');
    await choose(user, 'add access');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(valueOf(screen.getByLabelText('Bucket'))).toBe('models');
  });

  it('changes the theme', async () => {
    await browser.signUp();
    const user = await openProfile();
    await choose(user, 'dark theme');
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
    await waitFor(async () =>
      expect(await browser.act(users.getPreferences, {})).toMatchObject({ preferences: { views: { theme: 'dark' } } }),
    );
  });

  it('logs out', async () => {
    await browser.signUp();
    const user = await openProfile();
    await choose(user, 'log out');
    await screen.findByRole('heading', { level: 1, name: 'Log in' });
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('keeps what is typed elsewhere, and takes its keys from the browser', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    const user = await openProfile();
    await user.click(await screen.findByRole('button', { name: 'Edit name' }));
    const name = await screen.findByLabelText('Name');
    await user.type(name, ' Two');
    expect(fireEvent.keyDown(name, { key: 'k', ctrlKey: true })).toBe(false);
    const dialog = await screen.findByRole('dialog', { name: 'Search' });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(name));
    expect(valueOf(name)).toBe('Ada Sample Two');
  });

  it('does not open over another dialog, by a held key, or by other keys', async () => {
    await browser.signUp();
    const user = await openProfile();
    // so that it would be there at once
    await openSearch(user);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    for (const key of [{ ctrlKey: true, repeat: true }, { ctrlKey: true, shiftKey: true }, { ctrlKey: true, altKey: true }, {}])
      fireEvent.keyDown(document.body, { key: 'k', ...key });
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Create workspace' }));
    await screen.findByRole('dialog', { name: 'Create workspace' });
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.getAllByRole('dialog', { hidden: true })).toHaveLength(1);
    expect(screen.queryByRole('dialog', { name: 'Search' })).toBeNull();
  });

  it('has a button, which names its keys and gets the focus back', async () => {
    await browser.signUp();
    const user = await openProfile();
    const button = screen.getByRole('button', { name: 'Search' });
    expect(button.getAttribute('aria-keyshortcuts')).toBe('Control+K');
    await user.click(button);
    const dialog = await screen.findByRole('dialog', { name: 'Search' });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button));
  });

  it('offers a member what a member may', async () => {
    await browser.signUp();
    const owner = browser.client();
    const { company } = await owner.signUp({ name: 'Grace Sample' });
    const { id } = await owner.ok(invitations.createInvite, {}, { workspace: company.id });
    await browser.act(login.joinCompany, { invite_id: id });
    const user = await openProfile(`/w/${company.id}/profile`);
    const { Pages: pages, Actions: actions } = found(await openSearch(user));
    expect(pages).not.toContain('Activity');
    expect(actions?.filter((name) => name.startsWith('Invite'))).toEqual([]);
  });

  it('has no workspaces on a server with one', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted' });
    await browser.signUp();
    const user = await openProfile();
    const dialog = await openSearch(user);
    within(dialog).getByRole('combobox', { name: 'Page or action' });
    expect(Object.keys(found(dialog))).toEqual(['Pages', 'Actions']);
    expect(found(dialog)['Actions']?.filter((name) => /^Invite|^Create workspace/u.test(name))).toEqual([]);
    for (const [text, section] of [
      ['telemetry', 'User preferencesProfile'],
      ['usage statistics', 'User preferencesProfile'],
      ['invite', 'WorkspacesProfile'],
      ['add user', 'WorkspacesProfile'],
    ] as const) {
      await user.clear(within(dialog).getByRole('combobox'));
      await user.keyboard(text);
      expect([text, found(dialog)]).toEqual([text, { Pages: [section] }]);
    }
  });

  it('has in front of a ClearML Server its debug samples, and no pages that it has no answers for', async () => {
    await browser.close();
    const connected = await openConnectedBrowser();
    try {
      const user = await openProfile();
      const { Pages: pages } = found(await openSearch(user));
      expect(pages).toEqual([
        'Profile',
        ...['User preferences', 'Web App Cloud Access', 'Workspaces'].map((name) => `${name}Profile`),
        'Preview',
        'Debug samples',
      ]);
    } finally {
      await connected.close();
    }
  });
});
