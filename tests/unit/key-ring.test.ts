import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createKeyRing, type CloudKeys, type KeyRing } from '#features/cloud-access/key-ring.ts';
import { encryptedVault, newRowId } from '#features/cloud-access/vault.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { memoryCabinet } from '#tests/support/memory-cabinet.ts';

const row = (id: string, some: Partial<CloudRow> = {}): CloudRow => ({
  id,
  bucket: `bucket-${id}`,
  key: 'AKIDEXAMPLE',
  secret: 'do-not-show-this',
  token: '',
  region: '',
  host: '',
  style: '',
  ...some,
});

/** A tab with its own memory; tabs made with the same name hear each other. */
const tab = (store: ReturnType<typeof memoryCabinet>, name: string = crypto.randomUUID(), server = 'here'): KeyRing => {
  const channel = new BroadcastChannel(name);
  onTestFinished(() => channel.close());
  return createKeyRing(encryptedVault(store.cabinet, crypto.subtle, server), channel);
};

type Ready = Extract<CloudKeys, { status: 'ready' }>;

const opened = async (ring: KeyRing, account = 'ada'): Promise<Ready> => {
  ring.follow(account, () => undefined);
  return vi.waitFor(() => {
    const keys = ring.read(account);
    if (keys.status !== 'ready') throw new Error('still loading');
    return keys;
  });
};
const ids = (ring: KeyRing, account = 'ada'): string[] => {
  const keys = ring.read(account);
  return keys.status === 'ready' ? keys.rows.map(({ id }) => id) : [];
};

describe('rows in this browser', () => {
  test('are there again after a reload, in the order of their making', async () => {
    const store = memoryCabinet();
    const first = tab(store);
    await opened(first);
    await first.save('ada', row('2'));
    await first.save('ada', row('1'));
    await first.save('ada', row('2', { region: 'eu-west-1' }));
    const { rows, keeping } = await opened(tab(store));
    expect(rows).toEqual([row('1'), row('2', { region: 'eu-west-1' })]);
    expect(keeping).toBe('browser');
  });

  test('check 48: are stored sealed, under a key that cannot be read out', async () => {
    const store = memoryCabinet();
    const ring = tab(store);
    await opened(ring);
    await ring.save('ada', row('1'));
    const sealed = store.rows.get('here ada')?.get('1') as { data: ArrayBuffer }; // as the vault stores it
    expect(Buffer.from(sealed.data).toString('latin1')).not.toMatch(/do-not|AKID|bucket/);
    await expect(crypto.subtle.exportKey('raw', store.keys.get('here ada') as CryptoKey)).rejects.toThrow(); // the cabinet stores no other thing there
  });

  test('are read as they were stored before rows had a style; what is no row is named as one that cannot be read', async () => {
    const store = memoryCabinet();
    const vault = encryptedVault(store.cabinet, crypto.subtle, 'here');
    const { style: _, ...older } = row('1');
    const stored: object[] = [older, { ...row('2'), key: 7 }, { ...row('3'), style: 'else' }, { id: '4' }];
    for (const one of stored) await vault.put('ada', one as CloudRow); // what an earlier or later version may have stored
    expect(await vault.load('ada')).toEqual({ rows: [row('1')], unreadable: ['2', '3', '4'] });
  });

  test('go with the others where another tab removes all while one is on its way to storage', async () => {
    const store = memoryCabinet();
    const name = crypto.randomUUID();
    let write = (): void => undefined;
    const written = new Promise<void>((resolve) => (write = resolve));
    const slow: typeof store.cabinet = {
      ...store.cabinet,
      putRow: async (...one) => {
        await written;
        await store.cabinet.putRow(...one);
      },
    };
    const [here, there] = [tab(store, name), tab({ ...store, cabinet: slow }, name)];
    await opened(here);
    await opened(there);
    const saved = there.save('ada', row('1'));
    await here.forget('ada');
    await vi.waitFor(() => expect(there.read('ada').status).toBe('locked'));
    write();
    await saved;
    await vi.waitFor(() => expect([store.rows.get('here ada')?.size ?? 0, store.keys.size]).toEqual([0, 0]));
  });

  test('belong to one server, whose users may have the ids of another below the same origin', async () => {
    const store = memoryCabinet();
    const [here, there] = [tab(store), tab(store, crypto.randomUUID(), 'there')];
    await opened(here);
    await opened(there);
    await here.save('ada', row('1'));
    await there.save('ada', row('2'));
    expect((await opened(tab(store))).rows.map(({ id }) => id)).toEqual(['1']);
    await here.forget('ada');
    expect((await opened(tab(store, crypto.randomUUID(), 'there'))).rows.map(({ id }) => id)).toEqual(['2']);
  });

  test('belong to one account', async () => {
    const store = memoryCabinet();
    const ring = tab(store);
    await opened(ring);
    await opened(ring, 'grace');
    await ring.save('ada', row('1'));
    expect(ids(ring, 'grace')).toEqual([]);
    expect(await ring.has('grace')).toBe(false);
    expect(await ring.has('ada')).toBe(true);
  });

  test('a row of another account, moved in the storage, is not read', async () => {
    const store = memoryCabinet();
    const ring = tab(store);
    await opened(ring);
    await ring.save('ada', row('1'));
    store.keys.set('here grace', store.keys.get('here ada'));
    store.rows.set('here grace', new Map(store.rows.get('here ada')));
    expect(await opened(tab(store), 'grace')).toMatchObject({ rows: [], unreadable: ['1'] });
  });

  test('two tabs that add at once lose nothing, and show both', async () => {
    const store = memoryCabinet();
    const [left, right] = [tab(store, 'two-tabs'), tab(store, 'two-tabs')];
    await Promise.all([opened(left), opened(right)]);
    await Promise.all([left.save('ada', row('1')), right.save('ada', row('2'))]);
    await vi.waitFor(() =>
      expect([ids(left), ids(right)]).toEqual([
        ['1', '2'],
        ['1', '2'],
      ]),
    );
    await left.remove('ada', '2');
    await vi.waitFor(() => expect(ids(right)).toEqual(['1']));
  });

  test('stay the same objects while they say the same, however often they are loaded', async () => {
    const store = memoryCabinet();
    const [left, right] = [tab(store, 'same-objects'), tab(store, 'same-objects')];
    await Promise.all([opened(left), opened(right)]);
    await left.save('ada', row('1'));
    await left.save('ada', row('2'));
    await vi.waitFor(() => expect(ids(right)).toEqual(['1', '2']));
    const before = right.read('ada');
    right.follow('ada', () => undefined);
    await vi.waitFor(() => expect(right.read('ada')).not.toBe(before));
    const { rows } = await opened(right);
    expect(before.status === 'ready' && before.rows === rows).toBe(true);
    await left.save('ada', row('2', { region: 'eu-west-1' }));
    await vi.waitFor(() => expect(right.read('ada')).toMatchObject({ rows: [row('1'), row('2', { region: 'eu-west-1' })] }));
    expect((await opened(right)).rows[0]).toBe(rows[0]);
  });
});

describe('check 50: broken storage', () => {
  test('a row that cannot be read is counted, the others are shown, and it can be removed', async () => {
    const store = memoryCabinet();
    const ring = tab(store);
    await opened(ring);
    await ring.save('ada', row('1'));
    store.rows
      .get('here ada')
      ?.set('0', 'not a sealed row')
      .set('2', { iv: new Uint8Array(12), data: new ArrayBuffer(40) });
    const again = tab(store);
    expect(await opened(again)).toMatchObject({ rows: [row('1')], unreadable: ['0', '2'] });
    await again.remove('ada', '0');
    expect(await opened(again)).toMatchObject({ unreadable: ['2'] });
  });

  test('full storage keeps what was typed in this tab and says so', async () => {
    const store = memoryCabinet();
    const ring = tab(store);
    await opened(ring);
    await ring.save('ada', row('1'));
    store.state.broken = true;
    await ring.save('ada', row('2'));
    expect(ring.read('ada')).toMatchObject({ keeping: 'tab_refused', rows: [row('1'), row('2')] });
  });

  test('storage that breaks later takes no row out of this tab', async () => {
    const store = memoryCabinet();
    const ring = tab(store);
    await opened(ring);
    await ring.save('ada', row('1'));
    store.state.broken = true;
    ring.follow('ada', () => undefined);
    await vi.waitFor(() => expect(ring.read('ada')).toMatchObject({ keeping: 'tab_refused', rows: [row('1')] }));
  });

  test('storage that is off gives an empty list that works for this tab', async () => {
    const store = memoryCabinet();
    store.state.broken = true;
    const ring = tab(store);
    expect(await opened(ring)).toMatchObject({ keeping: 'tab_refused', rows: [] });
    await ring.save('ada', row('1'));
    expect(ids(ring)).toEqual(['1']);
  });

  test('rows that the storage refused are nothing that could be kept, those that it took are', async () => {
    const store = memoryCabinet();
    const ring = tab(store);
    await opened(ring);
    store.state.broken = true;
    await ring.save('ada', row('1'));
    expect(await ring.has('ada')).toBe(false);
    store.state.broken = false;
    expect(await ring.has('ada')).toBe(false);
    await ring.save('ada', row('2'));
    expect(await ring.has('ada')).toBe(true);
  });

  test('forgetting says when the storage refuses, and forgets here', async () => {
    const store = memoryCabinet();
    const ring = tab(store);
    await opened(ring);
    await ring.save('ada', row('1'));
    store.state.broken = true;
    await expect(ring.forget('ada')).rejects.toThrow();
    expect(ids(ring)).toEqual([]);
  });
});

describe('at log-out', () => {
  test('forgetting removes rows and key, here and in the other tabs', async () => {
    const store = memoryCabinet();
    const [left, right] = [tab(store, 'log-out'), tab(store, 'log-out')];
    await opened(left);
    await left.save('ada', row('1'));
    await left.save('grace', row('1'));
    await opened(right);
    await left.forget('ada');
    expect(store.rows.has('here ada') || store.keys.has('here ada')).toBe(false);
    expect(store.rows.has('here grace')).toBe(true);
    await vi.waitFor(() => expect(ids(right)).toEqual([]));
  });

  test('locking drops the rows from memory; they are there at the next log-in', async () => {
    const store = memoryCabinet();
    const ring = tab(store);
    await opened(ring);
    await ring.save('ada', row('1'));
    ring.lock('ada');
    expect(ids(ring)).toEqual([]);
    ring.follow('ada', () => undefined);
    await vi.waitFor(() => expect(ids(ring)).toEqual(['1']));
  });
});

describe('once the session has ended', () => {
  test.each(['lock', 'forget'] as const)('%s: no tab stores a row, also one that was typed before, until somebody logs in', async (end) => {
    const store = memoryCabinet();
    const [left, right] = [tab(store, `end by ${end}`), tab(store, `end by ${end}`)];
    await Promise.all([opened(left), opened(right)]);
    await left[end]('ada');
    await vi.waitFor(() => expect(right.read('ada')).toEqual({ status: 'locked' }));
    await Promise.all([left, right].map((ring) => ring.save('ada', row('1'))));
    expect(store.rows.get('here ada')?.size ?? 0).toBe(0);
    expect([left, right].map((ring) => ring.read('ada'))).toEqual([{ status: 'locked' }, { status: 'locked' }]);
    await opened(left);
    await left.save('ada', row('1'));
    expect(ids(left)).toEqual(['1']);
  });
});

test('the end of an earlier session says nothing to who begins to follow in the next', async () => {
  const ring = tab(memoryCabinet());
  await ring.forget('ada');
  expect(ring.read('ada')).toEqual({ status: 'loading' });
  await opened(ring);
});

test('what was under way at log-out brings no row back', async () => {
  const store = memoryCabinet();
  const before = tab(store);
  await opened(before);
  await before.save('ada', row('1'));
  const loading = tab(store);
  loading.follow('ada', () => undefined);
  loading.lock('ada');
  await vi.waitFor(() => expect(loading.read('ada')).toEqual({ status: 'locked' }));
  const saving = tab(store);
  await opened(saving);
  await Promise.all([saving.save('ada', row('2')), saving.forget('ada')]);
  expect(ids(saving)).toEqual([]);
  expect((await opened(tab(store))).rows).toEqual([]);
});

test('without a secure context rows live in the memory of the tab', async () => {
  const ring = createKeyRing(undefined);
  expect(await opened(ring)).toMatchObject({ keeping: 'tab_insecure' });
  await ring.save('ada', row('1'));
  expect(await opened(ring)).toMatchObject({ keeping: 'tab_insecure', rows: [row('1')] });
  expect(await ring.has('ada')).toBe(false);
  await ring.forget('ada');
  expect(ids(ring)).toEqual([]);
});

test('ids of rows sort by time', () => {
  const made = [1, 1_600_000_000_000, 1_700_000_000_000, Date.now()].map((now) => newRowId(now));
  expect(made.toSorted()).toEqual(made);
});
