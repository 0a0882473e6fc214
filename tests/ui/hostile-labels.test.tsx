import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { auth } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

/** Texts that are more than text to whatever takes them for its own language. */
const labels = [
  '<img src=x onerror="document.title=1">',
  '\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd',
  '"}',
  "</script><b>bold</b>&lt;i&gt; ${x}{{y}}'",
];

/** Nothing of a label has become a part of the page. */
const expectText = (within: Element): void => {
  expect(within.querySelector('img, b, script')).toBeNull();
  for (const label of labels) expect(within.textContent).toContain(label);
};

describe('check 26: what looks like something else', () => {
  it.each(labels)('is text in the questions about a key of that label: %s', async (label) => {
    await browser.signUp();
    const { access_key } = auth.createCredentials.response.parse(await browser.act(auth.createCredentials, { label })).credentials;
    const { user } = openPage('/profile');
    const row = (await screen.findByText(access_key)).closest('tr');
    if (row === null) throw new Error('no row');
    for (const [action, role] of [
      ['Rotate', 'dialog'],
      ['Revoke', 'alertdialog'],
      ['Edit label', 'dialog'],
    ] as const) {
      await user.click(within(row).getByRole('button', { name: (name) => name.startsWith(action) && name.includes(label) }));
      const asked = await screen.findByRole(role);
      const fields = within(asked).queryAllByRole<HTMLInputElement>('textbox');
      expect([asked.textContent, ...fields.map(({ value }) => value)].join()).toContain(label);
      expect(asked.querySelector('img, b, script')).toBeNull();
      await user.click(within(asked).getByRole('button', { name: 'Cancel' }));
    }
  });

  it('is text in the list of keys, in the list of a member’s, and names in the activity', async () => {
    const me = await browser.signUp({ name: 'Ada <b>Sample</b>' });
    for (const label of labels) await browser.act(auth.createCredentials, { label });
    const { user, unmount } = openPage(`/w/${me.workspace}/profile`);
    await screen.findByText(labels[0] ?? '');
    expectText(screen.getByRole('main'));
    unmount();

    const members = openPage(`/w/${me.workspace}/members`);
    await user.click(await screen.findByRole('button', { name: '4 keys of Ada <b>Sample</b>' }));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText(labels[0] ?? '');
    expectText(dialog);
    members.unmount();

    openPage(`/w/${me.workspace}/activity`);
    // which names people, and no key by its label
    const table = await screen.findByRole('table', { name: 'Activity' });
    expect(table.textContent).toContain('Ada <b>Sample</b>');
    expect(table.querySelector('b')).toBeNull();
  });
});
