import { describe, expect, test } from 'vitest';
import { debugImages } from '#contract/events.ts';
import * as tasks from '#contract/tasks.ts';
import { groupsOf, viewOf, type Access, type View } from '#features/samples/model.ts';
import { addressesOfTasks } from '#features/used-buckets/model.ts';
import type { CloudRow } from '#lib/cloud-row.ts';

const page = (metrics: unknown) => debugImages.response.parse({ scroll_id: 'x', metrics, returned: 3 });

describe('samples are grouped', () => {
  test('by iteration, whether a server answers one group for a task or one for each of its metrics', () => {
    const one = { metric: 'b', variant: 'v', url: 's3://a/1', timestamp: 1, worker: 'w' };
    const other = { metric: 'a', variant: 'v', url: 's3://a/2' };
    const together = page([{ task: 't', iterations: [{ iter: 3, events: [one, other] }] }]);
    const apart = page([
      { task: 't', metric: 'b', iterations: [{ iter: 3, events: [one] }] },
      { task: 't', metric: 'a', iterations: [{ iter: 3, events: [other] }] },
    ]);
    expect(groupsOf([together])).toEqual([
      {
        iter: 3,
        samples: [
          { iter: 3, metric: 'a', variant: 'v', url: 's3://a/2' },
          { iter: 3, metric: 'b', variant: 'v', url: 's3://a/1' },
        ],
      },
    ]);
    expect(groupsOf([apart])).toEqual(groupsOf([together]));
    // a server that forgot where it was begins again
    expect(groupsOf([together, together])).toEqual(groupsOf([together]));
  });

  test('without those that have no address, and with those that have no name', () => {
    const events = [{ url: null, metric: 'a' }, { metric: 'a' }, { url: '' }, { url: 's3://a/1', variant: null }];
    expect(groupsOf([page([{ iterations: [{ iter: 0, events }, { iter: 1 }] }, {}]), page(null)])).toEqual([
      { iter: 0, samples: [{ iter: 0, metric: '', variant: '', url: 's3://a/1' }] },
    ]);
  });
});

describe('a sample', () => {
  const row = (host: string): CloudRow => ({ id: host, bucket: 'files', key: 'K', secret: 'S', token: '', region: '', host, style: '' });
  const rows = [row('http://files.lan'), row('http://files.lan.evil')];
  const reads: Access['reads'] = ({ row: { host }, bucket, key }) => ({
    sign: () => `${host}/${bucket}/${key}?signed`,
    isPassing: () => false,
    explain: () => Promise.resolve({ name: 'works' }),
  });
  const access: Access = { rows, filesServer: 'http://files.lan', reads, now: 0 };
  const view = (url: string, protocol = 'http:', own: Access = access): View => viewOf(url, own, { protocol, origin: 'https://page.lan' });
  /** Without what signs it. */
  const addressOf = (shown: View): string | undefined => ('source' in shown ? shown.source.sign(0) : undefined);

  test('of the file server is never signed; one of a look-alike is not taken for it', () => {
    expect(addressOf(view('http://files.lan/files/a.png'))).toBe('http://files.lan/files/a.png');
    expect(addressOf(view('http://files.lan.evil/files/a.png'))).toBe('http://files.lan.evil/files/a.png?signed');
    const without = { ...access, filesServer: undefined };
    expect(addressOf(view('http://files.lan/files/a.png', 'http:', without))).toBe('http://files.lan/files/a.png?signed');
  });

  test.each(['s3://files.lan:80/files/a.png', 'http://files.lan/files/a.png', 'http://elsewhere.lan/a.png'])(
    'that the browser would block says so instead: %s',
    (url) => {
      expect(view(url, 'https:')).toEqual({ kind: 'refused', word: 'Blocked by the browser' });
    },
  );

  test('of this computer is not blocked', () => {
    expect(addressOf(view('http://localhost:8081/a.png', 'https:'))).toBe('http://localhost:8081/a.png');
  });

  test('of a look-alike of a storage account is not opened', () => {
    const url = 'azure://acct.blob.core.windows.net.evil.example/c/a.png';
    expect(view(url)).toEqual({ kind: 'refused', word: 'Cannot be opened' });
  });
});

test('what tasks name is read from artifacts as a list and by key, whatever is missing', () => {
  const asked = tasks.getAllEx.response.parse({
    tasks: [
      { id: '1', output: { destination: 's3://a', result: '' }, execution: { artifacts: [{ key: 'k', uri: 's3://b/1' }, { key: 'l' }] } },
      { id: '2', output: { destination: null }, execution: { artifacts: { k: { uri: 's3://c/1' } } } },
      { id: '3', execution: null },
      {},
    ],
  });
  expect(addressesOfTasks(asked.tasks)).toEqual(['s3://a', 's3://b/1', 's3://c/1']);
});
