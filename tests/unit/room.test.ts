import { expect, test } from 'vitest';
import { makeRoom } from '#server/room.ts';

test('each network has its part of the room, all together no more than there is, and what is given back is free again', () => {
  const take = makeRoom({ all: 10, each: 4 });
  const full = expect.objectContaining({ error: 'too_many_requests' }) as Error;
  const first = take('a', 3);
  expect(() => take('a', 2)).toThrow(full);
  const second = take('a', 1);
  take('b', 4);
  expect(() => take('c', 3)).toThrow(full);
  take('c', 2);
  first();
  expect(() => take('a', 4)).toThrow(full);
  take('d', 3);
  second();
  expect(() => take('a', 2)).toThrow(full);
  take('a', 1);
});
