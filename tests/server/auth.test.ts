import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth } from '#contract/index.ts';
import { basic, type TestClient } from '#tests/support/client.ts';
import { addMember, addPerson, samplePassword } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let ada: { id: string; workspace: string; email: string };
let browser: TestClient;

beforeEach(async () => {
  server = await startServer();
  ada = await addPerson(server, 'ada@example.com');
  browser = server.client();
  await browser.ok(auth.login, {}, { headers: basic(ada.email, samplePassword) });
});
afterEach(() => server.close());

const makeKey = async (options = {}) => (await browser.ok(auth.createCredentials, {}, options)).credentials;

describe('logging in', () => {
  test('by password gives a token that ClearML\'s SDK can decode, and a cookie for as long', async () => {
    const answer = await server.client().call(auth.login, {}, { headers: basic('Ada@Example.com', samplePassword) });
    expect(answer.status).toBe(200);
    expect(answer.meta).toMatchObject({ result_msg: 'OK', error_stack: '', endpoint: { name: 'auth.login', requested_version: '2.31', actual_version: '1.0' } });
    const claims = decodeJwt(String(answer.data['token']));
    const now = server.clock.now() / 1000;
    expect(claims).toMatchObject({
      iat: now,
      exp: now + 2_592_000,
      auth_type: 'Bearer',
      env: '<unknown>',
      api_version: '2.31',
      feature_set: 'basic',
      identity: { user: ada.id, user_name: 'Ada Sample', role: 'user', company: ada.workspace, company_name: "Ada Sample's workspace" },
    });
    expect(answer.headers.get('set-cookie')).toMatch(/^clearml_token_basic=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
  });
});
