import type { AnswerOf } from '#contract/by-name.ts';

/** What a server asks of whoever logs in: a password, a name only, or single sign-on (as ClearML's web reads it, WEB login.service.ts). */
export type LoginWay = 'password' | 'name' | 'sso';

export const loginWayOf = ({ basic, sso_providers: providers = [] }: AnswerOf<'login.supported_modes'>): LoginWay => {
  if (basic.enabled) return 'password';
  return providers.length > 0 ? 'sso' : 'name';
};

/** The names of a server's sign-on providers, as far as they have one. */
export const providerNames = ({ sso_providers: providers = [] }: AnswerOf<'login.supported_modes'>): readonly string[] =>
  providers.flatMap(({ display_name: shown, name }) => shown ?? name ?? []);
