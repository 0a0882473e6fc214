import { describe, expect, it } from 'vitest';
import { rewriteCookie } from '#server/upstream/cookies.ts';

const now = Date.UTC(2026, 10, 26);
const rewriting = { name: 'clearml_token_basic', secure: false, now };
const token = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

describe("ClearML's session cookie", () => {
  it('lives as long as its token, whatever its own age says', () => {
    const value = token({ exp: now / 1000 + 60 });
    expect(rewriteCookie([`clearml_token_basic=${value}; Max-Age=99999999999; HttpOnly; Path=/`], rewriting)).toBe(
      `clearml_token_basic=${value}; Expires=Thu, 26 Nov 2026 00:01:00 GMT; Max-Age=60; HttpOnly; Path=/; SameSite=Lax`,
    );
  });

  it.each([token({}), token({ exp: 'soon' }), 'opaque', 'a.%%%.b'])('lives a month where its token does not say: %s', (value) => {
    expect(rewriteCookie([`clearml_token_basic=${value}`], rewriting)).toContain('; Max-Age=2592000;');
  });

  it.each(['clearml_token_basic=; Max-Age=0; Path=/', 'clearml_token_basic=x; max-age=0', 'clearml_token_basic='])(
    'is removed by %s',
    (cookie) => {
      expect(rewriteCookie([cookie], rewriting)).toMatch(
        /^clearml_token_basic=; Expires=.* 1970 .*; Max-Age=0; HttpOnly; Path=\/; SameSite=Lax$/,
      );
    },
  );

  it('is for https only where the page is', () => {
    expect(rewriteCookie(['clearml_token_basic=x'], { ...rewriting, secure: true })).toMatch(/; Secure$/);
  });

  it('is the only one that passes', () => {
    expect(rewriteCookie(['session=x', 'clearml_token_basic_2=x'], rewriting)).toBeNull();
  });
});
