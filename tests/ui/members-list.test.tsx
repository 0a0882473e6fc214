import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { http } from 'msw';
import { auth, limits, organization } from '#contract/index.ts';
import { networkOfTests, openBrowser, type Browser } from '#tests/support/browser.ts';
import { basic } from '#tests/support/client.ts';
import { answer, crewWith, keyOf, openMembers, rolesIn, rowOf } from '#tests/support/member-page.ts';
import { addMember, addPerson } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';

let browser: Browser;
const saved: { name: string; file: Blob }[] = [];

beforeEach(async () => {
  browser = await openBrowser();
  saved.length = 0;
  const files: Blob[] = [];
  URL.createObjectURL = (file: Blob) => `blob:${files.push(file) - 1}`;
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = function click() {
    const file = files[Number(this.href.split(':')[1])];
    if (file !== undefined) saved.push({ name: this.download, file });
  };
});
afterEach(() => browser.close());

const people = ['Ada Sample', 'Olga Owner', 'Adam Admin', 'Mia Member'];

/** Who is in the rows, from the first on. */
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => people.find((name) => row.textContent.includes(name)));

describe('the address of the list', () => {
  it('brings the search, the role and the order that it names', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    await openMembers(workspace, '?search=example&role=owner&sort=-name');
    expect(valueOf(screen.getByLabelText('Search members'))).toBe('example');
    expect(valueOf(screen.getByLabelText('Role'))).toBe('owner');
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
    await waitFor(() => expect(names()).toEqual(['Olga Owner', 'Ada Sample']));
    expect(await screen.findByText('2 members found')).toBeTruthy();
  });

  it('brings no character that no search can have, nor does what is pasted', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    await openMembers(workspace, '?search=mia%00');
    await waitFor(() => expect(names()).toEqual(['Mia Member']));
    const field = screen.getByLabelText('Search members');
    expect(valueOf(field)).toBe('mia');
    fireEvent.change(field, { target: { value: 'ad\0a' } });
    await waitFor(() => expect(location.search).toBe('?search=ada'));
    await waitFor(() => expect(names()).toContain('Adam Admin'));
    expect(valueOf(field)).toBe('ada');
  });

  it('names what is chosen: typing leaves no trail, and Back undoes a filter', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    const { user } = await openMembers(workspace);
    const before = history.length;
    await user.type(screen.getByLabelText('Search members'), 'm');
    await waitFor(() => expect(location.search).toBe('?search=m'));
    await user.type(screen.getByLabelText('Search members'), 'i');
    await waitFor(() => expect(location.search).toBe('?search=mi'));
    expect(history.length).toBe(before);
    await user.selectOptions(screen.getByLabelText('Role'), 'member');
    await waitFor(() => expect(location.search).toBe('?search=mi&role=member'));
    await waitFor(() => expect(names()).toEqual(['Mia Member']));
    history.back();
    await waitFor(() => expect(valueOf(screen.getByLabelText('Role'))).toBe('any'));
    expect(valueOf(screen.getByLabelText('Search members'))).toBe('mi');
    await waitFor(() => expect(names()).toContain('Adam Admin'));
  });

  it('may say nonsense, which is left out', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    await openMembers(workspace, '?role=emperor&sort=shoe');
    await waitFor(() => expect(names()).toHaveLength(4));
  });
});

it('the number above the list is that of the list, whoever came since one looked', async () => {
  const { workspace } = await crewWith(browser, 'owner');
  const { user } = openPage(`/w/${workspace}/profile`);
  const panel = within(await screen.findByRole('group', { name: 'Acme' }));
  expect(panel.getByText('4 of 10 members')).toBeTruthy();
  const late = await addPerson(browser, 'late@example.com', 'Lena Late');
  await addMember(browser, workspace, late.id);
  await user.click(panel.getByRole('link', { name: 'All members' }));
  await rowOf('Lena Late');
  expect(await screen.findByText('5 of 10 members')).toBeTruthy();
});

it('what failed while the connection was lost is read again when it is back', async () => {
  const { workspace } = await crewWith(browser, 'owner');
  browser.fault(organization.getMembers, 'offline');
  openPage(`/w/${workspace}/members`);
  expect(await screen.findByText('The members could not be loaded')).toBeTruthy();
  browser.mend();
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  expect(await rowOf('Mia Member')).toBeTruthy();
});

describe('somebody with the role member', () => {
  it('sees who is there, and nothing to change or open', async () => {
    const { workspace, mia } = await crewWith(browser, 'member');
    await keyOf(browser, mia, workspace, 'trainer');
    await openMembers(workspace);
    await waitFor(() => expect(names()).toHaveLength(4));
    expect(screen.queryAllByRole('checkbox')).toEqual([]);
    expect(screen.queryByRole('button', { name: /^Remove|^Find a key|keys? of/u })).toBeNull();
    expect(screen.queryByRole('combobox', { name: /^Change role/u })).toBeNull();
    expect(within(await rowOf('Mia Member')).getByText('1')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Export as CSV' })).toBeTruthy();
  });
});

it('whoever has a disabled account is marked in the list, and in the export', async () => {
  const { workspace, mia } = await crewWith(browser, 'member');
  await browser.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', mia.id).execute();
  const { user } = await openMembers(workspace);
  expect(within(await rowOf('Mia Member')).getByText('Disabled')).toBeTruthy();
  expect(screen.getAllByText('Disabled')).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Export as CSV' }));
  expect(await screen.findByText('4 members exported')).toBeTruthy();
  const lines = (await saved[0]?.file.text())?.split('\r\n').filter((line) => line.endsWith(',Disabled'));
  expect(lines).toEqual([expect.stringMatching(/^Mia Member,/u)]);
});

describe('the keys of a member', () => {
  it('open with label, key and use, and end one by one, after a question', async () => {
    const { workspace, mia } = await crewWith(browser, 'admin');
    const key = await keyOf(browser, mia, workspace, 'trainer');
    await keyOf(browser, mia, workspace, 'laptop');
    const page = await openMembers(workspace);
    await page.user.click(await screen.findByRole('button', { name: '2 keys of Mia Member' }));
    const dialog = await screen.findByRole('dialog', { name: 'Keys of Mia Member' });
    expect((await within(dialog).findByText(key)).closest('tr')?.textContent).toContain('trainer');
    await page.user.click(within(dialog).getByRole('button', { name: 'Revoke trainer' }));
    expect((await screen.findByRole('alertdialog', { name: 'Revoke trainer?' })).textContent).toContain('stops working at once');
    await answer(page, 'Revoke');
    await waitFor(() => expect(within(dialog).queryByText(key)).toBeNull());
    expect(within(dialog).getByText('laptop')).toBeTruthy();
    await page.user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(await screen.findByRole('button', { name: '1 key of Mia Member' })).toBeTruthy();
  });

  it('of owners are not an admin’s to open', async () => {
    const { workspace, olga } = await crewWith(browser, 'admin');
    await keyOf(browser, olga, workspace, 'trainer');
    await openMembers(workspace);
    expect(await rowOf('Olga Owner')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /of Olga Owner/u })).toBeNull();
    const remove = screen.getByRole('button', { name: 'Remove Olga Owner' });
    expect(remove.getAttribute('aria-disabled')).toBe('true');
    expect(descriptionOf(remove)).toBe('Only owners remove owners and admins.');
  });
});

describe('finding a key', () => {
  it('says whose it is, and ends it without removing its user', async () => {
    const { workspace, mia } = await crewWith(browser, 'owner');
    const key = await keyOf(browser, mia, workspace, 'trainer');
    const page = await openMembers(workspace);
    await page.user.click(screen.getByRole('button', { name: 'Find a key' }));
    const dialog = await screen.findByRole('dialog', { name: 'Find a key' });
    await page.user.type(within(dialog).getByLabelText('Access key'), ` ${key} {Enter}`);
    expect(await within(dialog).findByText('A key of Mia Member')).toBeTruthy();
    expect(within(dialog).getByText('trainer')).toBeTruthy();
    expect(within(dialog).getByText(key)).toBeTruthy();
    await page.user.click(within(dialog).getByRole('button', { name: 'Revoke trainer' }));
    await answer(page, 'Revoke');
    expect(await within(dialog).findByText('trainer was revoked. Mia Member stays a member.')).toBeTruthy();
    expect(await rolesIn(browser, workspace)).toHaveProperty(mia.id, 'member');
    const again = await browser.client().call(auth.login, {}, { headers: basic(key, 'whatever') });
    expect(again.status).toBe(401);
  });

  it('asks for one where none was pasted', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    const { user } = await openMembers(workspace);
    await user.click(screen.getByRole('button', { name: 'Find a key' }));
    const field = await screen.findByLabelText('Access key');
    await user.click(screen.getByRole('button', { name: 'Find' }));
    expect(descriptionOf(field)).toContain('Paste an access key.');
    expect(document.activeElement).toBe(field);
    await user.type(field, 'k');
    expect(screen.queryByText('Paste an access key.')).toBeNull();
  });

  it('says when there is none, and that an admin may not see all', async () => {
    const { workspace, olga } = await crewWith(browser, 'admin');
    const key = await keyOf(browser, olga, workspace, 'trainer');
    const { user } = await openMembers(workspace);
    await user.click(screen.getByRole('button', { name: 'Find a key' }));
    await user.type(await screen.findByLabelText('Access key'), `${key}{Enter}`);
    expect(await screen.findByText('There is no such key in Acme that you may see.')).toBeTruthy();
  });
});

describe('exporting', () => {
  it('saves those who are listed, in pages, so that no spreadsheet runs a name', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    const evil = await addPerson(browser, 'evil@example.com', '=HYPERLINK("http://evil.example")');
    await addMember(browser, workspace, evil.id);
    const { user } = await openMembers(workspace, '?role=member');
    await user.click(screen.getByRole('button', { name: 'Export as CSV' }));
    expect(await screen.findByText('2 members exported')).toBeTruthy();
    expect(saved.map(({ name }) => name)).toEqual([expect.stringMatching(/^Acme-members-\d{4}-\d\d-\d\d\.csv$/u)]);
    const text = await saved[0]?.file.text();
    expect(text?.split('\r\n')).toEqual([
      'Name,E-mail,Role,Joined,Last active,Keys,Account',
      expect.stringMatching(/^"'=HYPERLINK\(""http:\/\/evil\.example""\)",evil@example\.com,Member,\d{4}-\d\d-\d\dT[\d:.]+Z,,0,$/u),
      expect.stringMatching(/^Mia Member,mia@example\.com,Member,/u),
      '',
    ]);
  });

  it('has everybody once, in the order of the list, whoever is renamed meanwhile', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    for (let at = limits.membersPageMax; at > 0; at--)
      await addMember(browser, workspace, (await addPerson(browser, `crowd${at}@example.com`, `Crowd ${at}`)).id);
    await addMember(browser, workspace, (await addPerson(browser, 'emile@example.com', 'Émile Sample')).id);
    const { user } = await openMembers(workspace, '?sort=-name');
    let asked = 0;
    networkOfTests.use(
      http.post('*/api/organization.get_members', async () => {
        asked += 1;
        const rename = (from: string, to: string) =>
          browser.store.db.updateTable('memberships').set({ sort_name: to }).where('sort_name', '=', from).execute();
        if (asked === 2) await rename('crowd 1', 'zoe');
        if (asked === 2) await rename('olga owner', 'abe');
        return undefined;
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Export as CSV' }));
    expect(await screen.findByText(`${limits.membersPageMax + 5} members exported`, {}, { timeout: 10_000 })).toBeTruthy();
    expect(asked).toBe(2);
    const names = ((await saved[0]?.file.text()) ?? '')
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]);
    expect(new Set(names).size).toBe(limits.membersPageMax + 5);
    expect(names.slice(0, 3)).toEqual(['Olga Owner', 'Mia Member', 'Émile Sample']);
    expect(names.at(-1)).toBe('Ada Sample');
  });

  it('is stopped by Cancel, and says why it failed', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    const { user } = await openMembers(workspace);
    browser.fault(organization.getMembers, 'hang');
    await user.click(screen.getByRole('button', { name: 'Export as CSV' }));
    expect(await screen.findByRole('progressbar', { name: 'Reading members' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    browser.mend();
    browser.fault(organization.getMembers, 'internal');
    await user.click(screen.getByRole('button', { name: 'Export as CSV' }));
    await screen.findByText('The members could not be read');
    browser.mend();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('4 members exported')).toBeTruthy();
  });
});
