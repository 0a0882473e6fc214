import { expect, it } from 'vitest';
import { basicHeader } from '#features/session/basic-header.ts';

const bytesOf = (header: string): Buffer => Buffer.from(header.replace('Basic ', ''), 'base64');

it('writes UTF-8 for our server, and Latin-1 for a ClearML Server as far as that can write it', () => {
  expect(bytesOf(basicHeader('zoë', 'pässword')).toString('utf8')).toBe('zoë:pässword');
  expect(bytesOf(basicHeader('zoë', 'pässword', 'latin-1')).toString('latin1')).toBe('zoë:pässword');
  expect(bytesOf(basicHeader('zoë', 'пароль', 'latin-1')).toString('utf8')).toBe('zoë:пароль');
});
