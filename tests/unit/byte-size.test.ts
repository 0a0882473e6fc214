import { expect, test } from 'vitest';
import { byteSize } from '#lib/byte-size.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [1_048_576, '1 MiB'],
  [209_715_200, '200 MiB'],
  [5 * 1024 ** 4, '5 TiB'],
  [1024 ** 5, '1024 TiB'],
])('%d as %s', (bytes, text) => expect(byteSize(bytes)).toBe(text));
