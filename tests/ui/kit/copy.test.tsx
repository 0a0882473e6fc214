import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CopyButton } from '#ui/copy-button.tsx';
import { ReadOnlyField } from '#ui/read-only-field.tsx';

/** What the browser's own command finds selected. */
const selected = (): string => (document.activeElement instanceof HTMLTextAreaElement ? document.activeElement.value : '');

/** jsdom has no commands. */
const command = vi.fn<(name: string) => boolean>(() => true);

beforeEach(() => {
  Object.defineProperty(document, 'execCommand', { value: command, configurable: true });
});

afterEach(() => {
  vi.unstubAllGlobals();
  command.mockReset().mockReturnValue(true);
});

it('copies on plain http, where the browser has no clipboard of its own, and the focus stays', async () => {
  const user = userEvent.setup();
  vi.stubGlobal('isSecureContext', false);
  const copied = vi.fn<() => void>();
  let text = '';
  command.mockImplementation(() => {
    text = selected();
    return true;
  });
  render(<CopyButton text="s3cr3t" label="Copy secret key" onCopied={copied} />);
  await user.click(screen.getByRole('button', { name: 'Copy secret key' }));
  expect(command).toHaveBeenCalledWith('copy');
  expect(text).toBe('s3cr3t');
  expect(copied).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('status').textContent).toBe('Copied');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Copy secret key' }));
  expect(document.querySelector('textarea')).toBeNull();
});

it('copies by the clipboard in a secure place, and the old way where permission is denied', async () => {
  const user = userEvent.setup();
  vi.stubGlobal('isSecureContext', true);
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValueOnce();
  render(<CopyButton text="key" label="Copy access key" />);
  await user.click(screen.getByRole('button', { name: 'Copy access key' }));
  expect(write).toHaveBeenCalledWith('key');
  expect(command).not.toHaveBeenCalled();
  write.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
  await user.click(screen.getByRole('button', { name: 'Copy access key' }));
  expect(command).toHaveBeenCalledTimes(1);
});

it('says so when nothing was copied', async () => {
  const user = userEvent.setup();
  vi.stubGlobal('isSecureContext', false);
  command.mockReturnValue(false);
  const copied = vi.fn<() => void>();
  render(<CopyButton text="key" label="Copy access key" onCopied={copied} />);
  await user.click(screen.getByRole('button', { name: 'Copy access key' }));
  expect(screen.getByRole('status').textContent).toMatch(/refused to copy/u);
  expect(copied).not.toHaveBeenCalled();
});

it('a read-only field selects its value for those who copy it by hand', async () => {
  const user = userEvent.setup();
  render(<ReadOnlyField label="Access key" value="CLML7Q2M8Z" copyLabel="Copy access key" />);
  await user.tab();
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Access key' });
  expect(document.activeElement).toBe(field);
  expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe('CLML7Q2M8Z');
  await user.type(field, 'x');
  expect(field.value).toBe('CLML7Q2M8Z');
});
