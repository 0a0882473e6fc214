import crypto, { randomBytes } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { decodeJwt, SignJWT, UnsecuredJWT, exportSPKI, generateKeyPair } from 'jose';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { getSessions } from '#contract/account.ts';
import { auth, limits, login, pageModes, users } from '#contract/index.ts';
import { createApp } from '#server/app.ts';
import { newId, newSecret } from '#server/ids.ts';
import { makeSecrets } from '#server/keys.ts';
import { openSiteParts } from '#server/parts.ts';
import { endSessions } from '#server/sessions.ts';
import { basic, bearer, TestClient } from '#tests/support/client.ts';
import { givenRandom } from '#tests/support/given-random.ts';
import { addPerson, logIn, samplePassword, type Person } from '#tests/support/people.ts';
import { startServer, testSettings, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let ada: Person;
let browser: TestClient;

const start = async (settings: Parameters<typeof startServer>[0] = {}): Promise<void> => {
  server = await startServer(settings);
  ada = await addPerson(server, 'ada@example.com');
  browser = await logIn(server, ada);
};
beforeEach(() => start());
afterEach(() => server.close());

const day = 86_400_000;
const tokenOf = (client: TestClient): string => [...client.cookies.values()][0] ?? '';
const isIn = async (client: TestClient): Promise<boolean> => (await client.call(users.getPreferences)).status === 200;
const withCookie = (token: string, name = 'clearml_token_basic'): TestClient => {
  const client = server.client();
  client.cookies.set(name, token);
  return client;
};

describe('the cookie', () => {
  test('check 4: over plain http it has HttpOnly and SameSite, and lives as long as the token', async () => {
    const { headers } = await server.client().call(auth.login, { expiration_sec: 3600 }, { headers: basic(ada.email, samplePassword) });
    expect(headers.get('set-cookie')).toMatch(
      /^clearml_token_basic=[\w.-]+; Expires=[^;]+ GMT; Max-Age=3600; HttpOnly; Path=\/; SameSite=Lax$/,
    );
  });

  test.each([
    ['PUBLIC_URL', { publicUrl: 'https://corp.example/clearml/' }, {}],
    ['a trusted proxy', { trustedProxies: ['127.0.0.1'] }, { 'x-forwarded-proto': 'https' }],
  ])('check 4: over https, as %s says, it is Secure and of this host only', async (_who, settings, headers) => {
    await server.close();
    await start(settings);
    const client = server.client();
    const answer = await client.call(auth.login, {}, { headers: { ...basic(ada.email, samplePassword), ...headers } });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-clearml_token_basic=[\w.-]+; Expires=[^;]+ GMT; Max-Age=2592000; HttpOnly; Path=\/; SameSite=Lax; Secure$/,
    );
    expect((await client.call(users.getPreferences, {}, { headers })).status).toBe(200);
    expect(await isIn(withCookie(tokenOf(client)))).toBe(!('publicUrl' in settings));
  });

  test('check 4: a stranger cannot claim https', async () => {
    const answer = await server
      .client()
      .call(auth.login, {}, { headers: { ...basic(ada.email, samplePassword), 'x-forwarded-proto': 'https' } });
    expect(answer.headers.get('set-cookie')).not.toContain('Secure');
  });

  test('check 4: has the name that COOKIE_NAME says, which has no prefix, and over https is Secure all the same', async () => {
    await server.close();
    await start({ cookieName: 'profile', cookieNameSet: true, publicUrl: 'https://corp.example/' });
    const { headers } = await browser.call(auth.login);
    expect(headers.get('set-cookie')).toMatch(
      /^profile=[\w.-]+; Expires=[^;]+ GMT; Max-Age=2592000; HttpOnly; Path=\/; SameSite=Lax; Secure$/,
    );
    expect([...browser.cookies.keys()]).toEqual(['profile']);
  });

  test('of another ClearML on this host is refused, and stays', async () => {
    const foreign = withCookie(
      await new SignJWT({ session_id: 'x' }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(randomBytes(32)),
    );
    expect(await isIn(foreign)).toBe(false);
    expect(await foreign.ok(login.supportedModes, pageModes)).toMatchObject({
      authenticated: false,
      refused_cookie: { reason: 'foreign' },
    });
    const answer = await foreign.call(login.logout);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
  });
});

describe('a session', () => {
  test('check 5: is new at each log-in, the one before is over, and one that was planted is not taken over', async () => {
    const before = tokenOf(browser);
    await browser.ok(auth.login, {}, { headers: basic(ada.email, samplePassword) });
    const after = tokenOf(browser);
    expect(decodeJwt(after)['session_id']).not.toBe(decodeJwt(before)['session_id']);
    expect([await isIn(withCookie(before)), await isIn(withCookie(after))]).toEqual([false, true]);

    const planted = withCookie('0123456789abcdef');
    await planted.ok(auth.login, {}, { headers: basic(ada.email, samplePassword) });
    expect(tokenOf(planted)).not.toBe('0123456789abcdef');
    expect(await isIn(planted)).toBe(true);
  });

  test('is replaced by its cookie, and the old one is over', async () => {
    const before = tokenOf(browser);
    server.clock.advance(day);
    await browser.ok(auth.login, {});
    expect([await isIn(browser), await isIn(withCookie(before))]).toEqual([true, false]);
  });

  test.each([
    ['its cookie', {}],
    ['its cookie, whatever is asked for', { expiration_sec: limits.tokenSeconds }],
  ])('check 7: gets no new days by %s', async (_by, request) => {
    for (let uses = 0; uses < 5; uses += 1) {
      server.clock.advance(6 * day - 1);
      await browser.ok(auth.login, request);
    }
    server.clock.advance(4);
    expect(await isIn(browser)).toBe(true);
    server.clock.advance(1);
    expect(await isIn(browser)).toBe(false);
  });

  test('check 7: that a token makes ends no later than that one, and is listed beside it', async () => {
    const { token } = await server.client().ok(auth.login, { expiration_sec: 3600 }, { headers: basic(ada.email, samplePassword) });
    const life = async (request: object) => {
      const made = await server.client().ok(auth.login, request, { headers: bearer(token) });
      return (decodeJwt(made.token).exp ?? 0) - server.clock.now() / 1000;
    };
    server.clock.advance(600_000);
    expect([await life({}), await life({ expiration_sec: limits.tokenSeconds }), await life({ expiration_sec: 60 })]).toEqual([
      3000, 3000, 60,
    ]);
    expect((await browser.ok(getSessions, {})).sessions).toHaveLength(5);
  });

  test('check 7: that the password renews has thirty days again', async () => {
    server.clock.advance(6 * day);
    await browser.ok(auth.login, {}, { headers: basic(ada.email, samplePassword) });
    expect(decodeJwt(tokenOf(browser)).exp).toBe((server.clock.now() + 30 * day) / 1000);
  });

  test('of another browser goes on when one logs in or out', async () => {
    const other = await logIn(server, ada);
    await browser.ok(login.logout, {});
    expect([await isIn(browser), await isIn(other)]).toEqual([false, true]);
  });

  test('check 7: ends after seven days without use', async () => {
    for (let week = 0; week < 3; week += 1) {
      server.clock.advance(7 * day);
      expect(await isIn(browser)).toBe(true);
    }
    server.clock.advance(7 * day + 1);
    expect(await isIn(browser)).toBe(false);
  });

  test('check 7: ends after thirty days however much it is used', async () => {
    for (let uses = 0; uses < 4; uses += 1) {
      server.clock.advance(6 * day);
      expect(await isIn(browser)).toBe(true);
    }
    server.clock.advance(6 * day - 1000);
    expect(await isIn(browser)).toBe(true);
    server.clock.advance(1000);
    expect(await isIn(browser)).toBe(false);
  });

  test('check 7: of a program with a key is not idle-limited, and ends when it said', async () => {
    const key = (await browser.ok(auth.createCredentials, {})).credentials;
    const { token } = await server
      .client()
      .ok(auth.login, { expiration_sec: 20 * 86_400 }, { headers: basic(key.access_key, key.secret_key) });
    server.clock.advance(19 * day);
    expect((await server.client().call(users.getPreferences, {}, { headers: bearer(token) })).status).toBe(200);
    server.clock.advance(day);
    expect((await server.client().call(users.getPreferences, {}, { headers: bearer(token) })).meta).toMatchObject({
      result_subcode: 30,
      result_msg: 'Invalid token (invalid jwt token): reason=Signature has expired',
    });
  });

  test('check 8: has an id of sixteen bytes that the server was given as random, and those are of the system', async () => {
    const { given, random } = givenRandom();
    const client = new TestClient(createApp({ ...server.parts, random }), 'http://localhost:8080/');
    await client.ok(auth.login, {}, { headers: basic(ada.email, samplePassword) });
    const { session_id: id } = decodeJwt(tokenOf(client));
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(given.map((bytes) => bytes.toString('hex'))).toContain(id);

    const made = vi.spyOn(crypto, 'randomBytes');
    onTestFinished(() => {
      made.mockRestore();
      syncBuiltinESMExports();
    });
    syncBuiltinESMExports();
    const bytes = openSiteParts(testSettings).random(16);
    expect(made.mock.results.map(({ value }) => value as unknown)).toEqual([bytes]);
  });

  test('check 8: ids have 128 random bits, and a million of them are different', () => {
    const random = (bytes: number) => randomBytes(bytes);
    expect(newId(random)).toMatch(/^[0-9a-f]{32}$/);
    expect(newSecret(random)).toMatch(/^[A-Za-z0-9_-]{32}$/);
    const ids = new Set<string>();
    for (let made = 0; made < 1_000_000; made += 1) ids.add(newId(random));
    expect(ids.size).toBe(1_000_000);
  });
});

describe('a token', () => {
  const claims = () => decodeJwt(tokenOf(browser));
  const key = makeSecrets('a key of the tests').tokenKey;
  const signed = (payload: object, header: object = {}, secret: Uint8Array = key) =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256', typ: 'JWT', ...header }).sign(secret);

  test('signed as ours is taken', async () => {
    expect(await isIn(withCookie(await signed(claims())))).toBe(true);
  });

  const forged: Record<string, () => Promise<string> | string> = {
    'without a signature (alg: none)': () => new UnsecuredJWT(claims()).encode(),
    'with its signature cut off': () => `${tokenOf(browser).split('.').slice(0, 2).join('.')}.`,
    'of another key': () => signed(claims(), {}, randomBytes(32)),
    'of HS512 by the same key': () => signed(claims(), { alg: 'HS512' }),
    'of RS256': async () => {
      const pair = await generateKeyPair('RS256');
      return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', typ: 'JWT' }).sign(pair.privateKey);
    },
    'of HS256 with a public key as secret': async () => {
      const pair = await generateKeyPair('RS256', { extractable: true });
      return signed(claims(), {}, new TextEncoder().encode(await exportSPKI(pair.publicKey)));
    },
    'with a changed payload': () => {
      const [head, , tail] = tokenOf(browser).split('.');
      return [head, Buffer.from(JSON.stringify({ ...claims(), exp: 9_999_999_999 })).toString('base64url'), tail].join('.');
    },
    'that expired': () => signed({ ...claims(), exp: server.clock.now() / 1000 - 1 }),
    'without an end': () => signed({ ...claims(), exp: undefined }),
    'for an audience of its own': () => signed({ ...claims(), aud: 'another' }),
    'of another kind': () => signed({ ...claims(), auth_type: 'Invite' }),
    'of another type': () => signed(claims(), { typ: 'at+jwt' }),
    'that names no session': () => signed({ ...claims(), session_id: undefined }),
    'of a session that is not there': () => signed({ ...claims(), session_id: 'f'.repeat(32) }),
  };

  test.each(Object.keys(forged))('check 9: %s is refused', async (name) => {
    const token = (await forged[name]?.()) ?? '';
    for (const client of [withCookie(token), server.client()]) {
      const answer = await client.call(users.getPreferences, {}, client.cookies.size > 0 ? {} : { headers: bearer(token) });
      expect([answer.status, answer.meta.result_subcode]).toEqual([401, 30]);
    }
  });
});

describe('login.supported_modes says of a cookie', () => {
  const refused = async (client: TestClient) => (await client.ok(login.supportedModes, pageModes)).refused_cookie;

  test('nothing where there is none, or where it logs in', async () => {
    expect([await refused(server.client()), await refused(browser)]).toEqual([undefined, undefined]);
  });

  test('whose session it was, where somebody ended that', async () => {
    await endSessions(server.store.db, { user: ada.id });
    expect(await refused(browser)).toEqual({ reason: 'revoked', user: ada.id });
  });

  test('the same where the account was disabled', async () => {
    await server.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', ada.id).execute();
    expect(await refused(browser)).toEqual({ reason: 'revoked', user: ada.id });
  });

  test.each([
    ['by idling', 7],
    ['by its age', 30],
  ])('nothing where its session ran out %s', async (_how, days) => {
    server.clock.advance(days * day + 1);
    expect(await refused(browser)).toBeUndefined();
    // the next log-in sweeps what is over: that ends nothing before its time
    await logIn(server, ada);
    expect(await refused(browser)).toBeUndefined();
  });

  test('that it is foreign, whatever it is', async () => {
    expect(await refused(withCookie('0123456789abcdef'))).toEqual({ reason: 'foreign' });
  });

  test('nothing after a log-out, which takes it along', async () => {
    await browser.ok(login.logout, {});
    expect(await refused(browser)).toBeUndefined();
  });
});

describe('setting a password by a link', () => {
  const link = 'a-link-that-an-operator-made';
  const makeLink = async (expires: number): Promise<void> => {
    const { hashSecret } = await import('#server/secrets.ts');
    await server.store.db
      .insertInto('password_links')
      .values({ hash: hashSecret(link), user_id: ada.id, expires })
      .execute();
  };
  const set = (client: TestClient, request: unknown) => client.call(login.setPassword, request);

  test('leaves nobody in who logs in by the old password, or renews, at the same moment', async () => {
    await makeLink(server.clock.now() + 3_600_000);
    const old = { headers: basic(ada.email, samplePassword) };
    const later = (turns: number) => new Promise((resolve) => setTimeout(resolve, turns * 4));
    const [reset, ...tries] = await Promise.all([
      set(server.client(), { link_id: link, password: 'orchard lantern 7' }),
      ...Array.from({ length: 12 }, async (_, turn) => {
        await later(turn);
        return turn % 2 === 0 ? server.client().call(auth.login, {}, old) : browser.call(auth.login, {});
      }),
    ]);
    expect(reset.status).toBe(200);
    for (const { status, data } of tries) {
      if (status !== 200) continue;
      const { token } = auth.login.response.parse(data);
      expect((await server.client().call(users.getCurrentUser, {}, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    }
  });

  test('works once, within the hour, ends all other sessions and logs in', async () => {
    await makeLink(server.clock.now() + 3_600_000);
    const fresh = server.client();
    const answer = await set(fresh, { link_id: link, password: 'orchard lantern 7' });
    expect([answer.status, answer.data]).toEqual([200, { user: { id: ada.id, name: 'Ada Sample', email: ada.email } }]);
    expect([await isIn(fresh), await isIn(browser)]).toEqual([true, false]);
    expect((await server.client().call(auth.login, {}, { headers: basic(ada.email, samplePassword) })).status).toBe(401);
    expect((await server.client().call(auth.login, {}, { headers: basic(ada.email, 'orchard lantern 7') })).status).toBe(200);
    expect((await set(server.client(), { link_id: link, password: 'another lantern 8' })).meta).toMatchObject({
      result_code: 400,
      result_subcode: 1014,
      error_data: { error: 'password_link_dead' },
    });
  });

  test('tells whether the link is alive, and nothing of whom it is for', async () => {
    const isAlive = () => server.client().ok(login.getPasswordLinkInfo, { link_id: link });
    expect(await isAlive()).toEqual({ active: false });
    await makeLink(server.clock.now() + 3_600_000);
    expect(await isAlive()).toEqual({ active: true });
    server.clock.advance(3_600_000);
    expect(await isAlive()).toEqual({ active: false });
  });

  test('takes no dead link, and changes nothing by it', async () => {
    await makeLink(server.clock.now() + 3_600_000);
    server.clock.advance(3_600_000);
    for (const link_id of [link, 'unknown', '', 'x'.repeat(500_000)])
      expect((await set(server.client(), { link_id, password: 'orchard lantern 7' })).meta).toMatchObject({ result_subcode: 1014 });
    expect(await isIn(await logIn(server, ada))).toBe(true);
  });

  test.each([
    ['short', 'too_short'],
    ['x'.repeat(129), 'too_long'],
    [7, 'type'],
    [null, 'required'],
  ])('takes no password %j', async (password, rule) => {
    await makeLink(server.clock.now() + 3_600_000);
    expect((await set(server.client(), { link_id: link, password })).meta).toMatchObject({
      result_code: 400,
      result_subcode: 12,
      error_data: { error: 'invalid_input', fields: { password: rule } },
    });
  });

  test('takes none of the common passwords, and the link stays good', async () => {
    await makeLink(server.clock.now() + 3_600_000);
    expect((await set(server.client(), { link_id: link, password: 'Password123' })).meta).toMatchObject({
      result_subcode: 1013,
      error_data: { fields: { password: 'common' } },
    });
    expect((await set(server.client(), { link_id: link, password: 'orchard lantern 7' })).status).toBe(200);
  });

  test('refuses fields that it does not know', async () => {
    expect((await set(server.client(), { link_id: link, password: 'orchard lantern 7', user: ada.id })).meta).toMatchObject({
      result_subcode: 12,
      error_data: { fields: { user: 'unknown' } },
    });
  });
});
