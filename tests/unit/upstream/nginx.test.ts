import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasNginx, startNginx } from '#tests/support/nginx.ts';
import { startStandIn } from '#tests/support/upstream/stand-in.ts';

test.skipIf(!hasNginx)('nginx serves a folder and passes on what is below a path, until it is stopped', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await writeFile(join(folder, 'page.css'), 'a {}');
  const standIn = await startStandIn();
  const nginx = await startNginx(`
    root ${folder};
    location /tools/clearml/api/ { proxy_pass ${standIn.url}/; proxy_set_header X-Forwarded-For $remote_addr; }
  `);
  const style = await fetch(`${nginx.origin}/page.css`);
  expect([await style.text(), style.headers.get('content-type')]).toEqual(['a {}', 'text/css']);
  expect((await fetch(`${nginx.origin}/tools/clearml/api/server.info`)).status).toBe(200);
  expect(standIn.requests).toMatchObject([{ path: '/server.info', headers: { 'x-forwarded-for': '127.0.0.1' } }]);
  expect(await nginx.accessLog()).toBe('GET /page.css 200\nGET /tools/clearml/api/server.info 200\n');
  await nginx.stop();
  await expect(fetch(nginx.origin)).rejects.toThrow('fetch failed');
  await standIn.close();
  await rm(folder, { recursive: true });
});

test.skipIf(!hasNginx)('nginx says what is wrong with its configuration', async () => {
  await expect(startNginx('no_such_directive;')).rejects.toThrow('unknown directive "no_such_directive"');
});
