import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { SecretField } from '#ui/secret-field.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { Switch } from '#ui/switch.tsx';
import { TextField } from '#ui/text-field.tsx';

it('a field is described by its error and its hint, and its error is announced', () => {
  const page = render(<TextField label="Region" hint="As in us-east-2." />);
  const field = screen.getByRole('textbox', { name: 'Region', description: 'As in us-east-2.' });
  expect(field.getAttribute('aria-invalid')).toBeNull();
  page.rerender(<TextField label="Region" hint="As in us-east-2." error="Letters, digits and dashes only." />);
  expect(screen.getByRole('alert').textContent).toBe('Letters, digits and dashes only.');
  expect(screen.getByRole('textbox', { name: 'Region', description: 'Letters, digits and dashes only. As in us-east-2.' })).toBe(field);
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

it('a password is shown and hidden again, and keeps what was typed', async () => {
  const user = userEvent.setup();
  render(<SecretField label="Password" />);
  const field = screen.getByLabelText<HTMLInputElement>('Password');
  await user.type(field, 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Show characters' }));
  expect([field.type, field.value]).toEqual(['text', 'correct horse']);
  await user.click(screen.getByRole('button', { name: 'Hide characters' }));
  expect([field.type, field.value]).toEqual(['password', 'correct horse']);
});

it('a select offers its options, and not those that cannot be chosen', async () => {
  const chosen = vi.fn<(value: string) => void>();
  render(
    <SelectField
      label="Theme"
      defaultValue="system"
      options={[
        { value: 'system', label: 'System' },
        { value: 'dark', label: 'Dark' },
        { value: 'sepia', label: 'Sepia', disabled: true },
      ]}
      onChange={(event) => chosen(event.target.value)}
    />,
  );
  await userEvent.setup().selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark');
  expect(chosen).toHaveBeenCalledWith('dark');
  expect(screen.getByRole<HTMLOptionElement>('option', { name: 'Sepia' }).disabled).toBe(true);
});

const Setting = ({ pending = false, disabled = false }: { readonly pending?: boolean; readonly disabled?: boolean }) => {
  const [on, setOn] = useState(false);
  return <Switch label="Block scripts" checked={on} onChange={setOn} pending={pending} disabled={disabled} />;
};

it('a switch is turned by its label, by Space and by a press, and keeps its name', async () => {
  const user = userEvent.setup();
  render(<Setting />);
  const isOn = (): boolean => screen.queryByRole('switch', { name: 'Block scripts', checked: true }) !== null;
  expect(isOn()).toBe(false);
  await user.click(screen.getByText('Block scripts'));
  expect(isOn()).toBe(true);
  screen.getByRole('switch').focus();
  await user.keyboard(' ');
  expect(isOn()).toBe(false);
  await user.click(screen.getByRole('switch'));
  expect(isOn()).toBe(true);
});

it.each([{ pending: true }, { disabled: true }])('a switch that is $pending $disabled can be reached but not turned', async (state) => {
  const user = userEvent.setup();
  render(<Setting {...state} />);
  await user.tab();
  await user.keyboard(' ');
  expect(document.activeElement).toBe(screen.getByRole('switch', { checked: false }));
});
