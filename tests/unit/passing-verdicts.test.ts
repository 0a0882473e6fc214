import { expect, test } from 'vitest';
import { isPassing, mayShow, type ReadVerdict } from '#lib/read-verdict.ts';

const cors = { name: 'cors', host: '', bucket: 'models' } as const;
const busy = { name: 'other', status: 503, code: 'SlowDown' } as const;

test.each<ReadVerdict>([{ name: 'offline' }, { name: 'timeout' }, { name: 'unknown', left: [] }, { name: 'broken_off' }, busy])(
  '$name is over in a moment, maybe',
  (verdict) => expect([isPassing(verdict), mayShow(verdict)]).toEqual([true, true]),
);

test.each<ReadVerdict>([{ name: 'works' }, cors])('%o lasts, but does not keep a player from going on', (verdict) =>
  expect([isPassing(verdict), mayShow(verdict)]).toEqual([false, true]),
);

test.each<ReadVerdict>([{ name: 'wrong_secret' }, { name: 'no_object' }, { name: 'other', status: 405, code: '' }])('%o lasts', (verdict) =>
  expect([isPassing(verdict), mayShow(verdict)]).toEqual([false, false]),
);
