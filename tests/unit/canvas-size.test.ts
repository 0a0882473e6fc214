import { expect, test } from 'vitest';
import { canvasSize, isDrawable } from '#lib/canvas-size.ts';

test.each([
  [
    [640, 480],
    [640, 480],
  ],
  [
    [4096, 4096],
    [4096, 4096],
  ],
  [
    [20_000, 20_000],
    [4096, 4096],
  ],
  [
    [32_768, 16],
    [16_384, 8],
  ],
  [
    [16, 65_536],
    [4, 16_384],
  ],
  [
    [1, 60_000],
    [1, 16_384],
  ],
] as const)('a picture of %j pixels is drawn at %j', ([width, height], drawn) => expect(canvasSize(width, height)).toEqual(drawn));

test('a picture whose pixels take more than a GiB is not drawn', () => {
  expect([isDrawable(16_384, 16_384), isDrawable(16_385, 16_384), isDrawable(200_000, 1_000)]).toEqual([true, false, true]);
});
