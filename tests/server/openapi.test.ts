import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handlers } from '#server/services/index.ts';
import { openConnected } from '#tests/support/connected.ts';
import { makeScene, operations, prepare } from '#tests/support/each-operation.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import type { TestClient } from '#tests/support/client.ts';

interface Described {
  readonly paths: Readonly<Record<string, { readonly post: { readonly responses: Readonly<Record<string, object>> } }>>;
  readonly [part: string]: unknown;
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const read = async (client: TestClient): Promise<Described> => {
  const response = await client.raw('api/openapi.json', { method: 'GET' });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  return (await response.json()) as Described; // checked below
};

test('the API is described as OpenAPI has it, every operation of it, to whoever asks', async () => {
  const described = await read(server.client());
  expect(await new Validator().validate(structuredClone(described))).toMatchObject({ valid: true });
  expect(Object.keys(described.paths)).toEqual([...new Set(handlers.map(({ operation: { name } }) => `/${name}`))].toSorted());
  expect(described).toMatchObject({
    servers: [{ url: 'http://localhost:8080/api' }],
    components: { securitySchemes: { cookie: { name: 'clearml_token_basic' } } },
    paths: {
      '/organization.get_invites': { post: { summary: 'Get invites', requestBody: { required: false } } },
      '/login.join_company': { post: { summary: 'Join company', requestBody: { required: true } } },
    },
    'x-errors': { last_owner: { code: 400, subcode: 1020 } },
  });
});

test('what is asked and answered is what is described, for every operation', async () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(await read(server.client()), 'api');
  const wrong = (name: string, part: string, value: unknown): string[] => {
    const within = `api#/paths/~1${name}/post/${part}/content/application~1json/schema`;
    return ajv.validate({ $ref: within }, value) ? [] : [`${name} ${part}: ${ajv.errorsText()}`];
  };
  const found: string[] = [];
  for (const operation of operations) {
    const { request, send } = await prepare(await makeScene(server), operation);
    const { status, meta, data } = await send();
    expect([operation.name, status]).toEqual([operation.name, 200]);
    found.push(...wrong(operation.name, 'requestBody', request), ...wrong(operation.name, 'responses/200', { meta, data }));
  }
  expect(found).toEqual([]);
  expect(wrong('auth.edit_credentials', 'requestBody', { access_key: 1 })).toHaveLength(1);
  expect(wrong('users.get_current_user', 'responses/200', { meta: {}, data: {} })).toHaveLength(1);
});

test('in front of a ClearML Server only what is answered here is described', async () => {
  const described = await read(openConnected({ apiUrl: 'http://127.0.0.1:9' }).client());
  expect(Object.keys(described.paths)).toEqual(['/login.simple', '/login.simple_users', '/storage.probe_url']);
});
