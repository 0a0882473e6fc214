// Serves the floor from the folder that is named, as its build compressed it, and the answer that it asks for. Prints its port.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const account = {
  id: 'u1',
  name: 'Ada Sample',
  email: 'ada@example.com',
  role: 'admin',
  created: '2026-01-15T10:00:00Z',
  avatar: null,
  workspaces: Array.from({ length: 5 }, (_, at) => ({ id: `w${at}`, name: `Workspace ${at + 1}` })),
};

const [folder] = process.argv.slice(2);
const script = readdirSync(join(folder, 'assets')).find((name) => name.endsWith('.js'));
const file = (name, type, cache) => ({ body: readFileSync(join(folder, `${name}.br`)), type, cache });
const files = {
  '/profile': file('index.html', 'text/html; charset=utf-8', 'no-cache'),
  [`/assets/${script}`]: file(`assets/${script}`, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'),
  '/account.json': { body: brotliCompressSync(JSON.stringify(account)), type: 'application/json', cache: 'no-store' },
};

const server = createServer(({ url }, response) => {
  const found = files[url];
  if (found === undefined) return response.writeHead(404).end();
  const { body, type, cache } = found;
  const headers = { 'content-type': type, 'content-length': body.length, 'cache-control': cache, 'content-encoding': 'br' };
  return response.writeHead(200, headers).end(body);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
