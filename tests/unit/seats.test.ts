import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasSeat } from '#server/rules/seats.ts';

test.each([
  [{ allowed: 10, allocated: 9 }, true],
  [{ allowed: 10, allocated: 10 }, false],
  [{ allowed: 3, allocated: 8 }, false],
  [{ allowed: 1, allocated: 0 }, true],
  [{ allowed: null, allocated: 100_000 }, true],
])('%j has a seat: %s', (seats, expected) => {
  expect(hasSeat(seats)).toBe(expected);
});

test('however people come and go and the limit changes, nobody joins above it and nobody is dropped by it', () => {
  const step = fc.oneof(
    fc.constant({ kind: 'join' as const }),
    fc.constant({ kind: 'leave' as const }),
    fc.record({ kind: fc.constant('limit' as const), to: fc.option(fc.nat(12)) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.nat(12), (steps, first) => {
      let [allowed, allocated]: [number | null, number] = [first, 0];
      for (const { kind, ...change } of steps) {
        const before = allocated;
        if (kind === 'limit' && 'to' in change) allowed = change.to;
        else if (kind === 'join' && hasSeat({ allowed, allocated })) allocated += 1;
        else if (kind === 'leave' && allocated > 0) allocated -= 1;
        expect(allocated <= (allowed ?? Number.POSITIVE_INFINITY) || allocated <= before).toBe(true);
        if (kind === 'limit') expect(allocated).toBe(before);
      }
    }),
  );
});
