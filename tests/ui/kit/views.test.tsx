import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { AvatarRow } from '#ui/avatar-row.tsx';
import { Breadcrumb } from '#ui/breadcrumb.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Table, TableCell } from '#ui/table.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { ToastProvider, useToast } from '#ui/toast.tsx';

const Snippets = () => {
  const [kind, setKind] = useState('conf');
  const tabs = ['conf', 'jupyter', 'docker'].map((id) => ({ id, label: id, content: `Snippet for ${id}` }));
  return <Tabs label="Ways to use it" tabs={tabs} value={kind} onChange={setKind} />;
};

it('arrows, Home and End go through tabs, and Tab leaves them', async () => {
  const user = userEvent.setup();
  render(<Snippets />);
  const shown = (): string | null => screen.getByRole('tabpanel').textContent;
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'conf', selected: true }));
  await user.keyboard('{ArrowRight}');
  expect(shown()).toBe('Snippet for jupyter');
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'jupyter', selected: true }));
  await user.keyboard('{End}');
  expect(shown()).toBe('Snippet for docker');
  await user.keyboard('{ArrowRight}');
  expect(shown()).toBe('Snippet for conf');
  await user.keyboard('{ArrowLeft}{Home}');
  expect(shown()).toBe('Snippet for conf');
  await user.tab();
  expect(document.activeElement).toBe(document.body);
});

it('a table has a name, headers also where they are not drawn, and labels for narrow screens', () => {
  render(
    <Table
      label="App credentials"
      columns={[
        { key: 'label', label: 'Label' },
        { key: 'actions', label: 'Actions', hidden: true },
      ]}
    >
      <tr>
        <TableCell label="Label">ci-gpu</TableCell>
        <TableCell label="Actions">
          <button type="button">Revoke ci-gpu</button>
        </TableCell>
      </tr>
    </Table>,
  );
  const table = within(screen.getByRole('table', { name: 'App credentials' }));
  expect(table.getAllByRole('columnheader').map((header) => header.textContent)).toEqual(['Label', 'Actions']);
  expect(table.getByRole('cell', { name: 'ci-gpu' }).dataset['label']).toBe('Label');
});

const Panel = () => {
  const [open, setOpen] = useState(false);
  return (
    <Disclosure summary="Acme Research" open={open} onToggle={setOpen}>
      <p>Members</p>
    </Disclosure>
  );
};

it('a disclosure mounts what is in it when it opens', async () => {
  const user = userEvent.setup();
  render(<Panel />);
  expect(screen.queryByText('Members')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Acme Research', expanded: false }));
  expect(screen.getByText('Members')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Acme Research', expanded: true }));
  expect(screen.queryByText('Members')).toBeNull();
});

const people = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index), name: `Person ${index + 1}` }));
const places = (): (string | null)[] => screen.getAllByRole('listitem').map((item) => item.textContent);

it('ten people have a place each; of more, nine do', () => {
  const page = render(<AvatarRow label="Members" people={people(10)} more={0} />);
  expect(places()).toHaveLength(10);
  page.rerender(<AvatarRow label="Members" people={people(10)} more={5} />);
  expect(places()).toHaveLength(10);
  expect(places().at(-1)).toBe('+6and 6 more');
});

it('a breadcrumb ends at the page itself', () => {
  render(
    <Breadcrumb
      items={[
        { label: 'Acme Research', href: '/w/1/profile' },
        { label: 'Profile', href: '/w/1/profile' },
      ]}
    />,
  );
  const crumbs = within(screen.getByRole('navigation', { name: 'Breadcrumb' }));
  expect(crumbs.getAllByRole('link').map((link) => link.textContent)).toEqual(['Acme Research']);
  expect(crumbs.getByText('Profile').getAttribute('aria-current')).toBe('page');
});

const Revoke = () => {
  const toast = useToast();
  return (
    <button type="button" onClick={() => toast('Revoked ci-gpu')}>
      Revoke
    </button>
  );
};

it('a toast is announced', async () => {
  render(
    <ToastProvider>
      <Revoke />
    </ToastProvider>,
  );
  expect(screen.getByRole('status').textContent).toBe('');
  await userEvent.setup().click(screen.getByRole('button', { name: 'Revoke' }));
  expect(screen.getByRole('status').textContent).toBe('Revoked ci-gpu');
});
