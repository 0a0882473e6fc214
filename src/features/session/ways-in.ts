import { useMutation, useQueryClient, type QueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { ApiError } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { modesQuery } from '#api/modes-query.ts';
import { queryFor, tellOtherTabs, useAction } from '#api/query.ts';
import type { RequestTo } from '#contract/by-name.ts';
import { sessionReads } from '#contract/first-load.ts';
import type { CurrentUser } from '#contract/users.ts';
import { basicHeader } from './basic-header.ts';
import { markAuthenticated } from './queries.ts';

/** Drops everything that was read as somebody; what is public stays. */
export const forgetSession = (client: QueryClient): void => {
  // what a link leads to depends on who opens it
  const personal: readonly string[] = [...sessionReads, 'login.get_invite_info'];
  client.removeQueries({
    predicate: ({ queryKey: [name] }) => name !== 'login.supported_modes' && personal.includes(String(name)),
  });
};

export interface PasswordLogin {
  readonly name: string;
  readonly password: string;
}

/** Somebody who logs in again on the page where their session ran out. */
export interface Again {
  readonly user: CurrentUser;
  /** goes on by the new session */
  readonly enter: () => Promise<void>;
}

/** Logs in by name and password; the server answers with the cookie. */
export const useLogIn = (again?: Again): UseMutationResult<unknown, ApiError, PasswordLogin> => {
  const client = useQueryClient();
  return useMutation<unknown, ApiError, PasswordLogin>({
    mutationFn: ({ name, password }) => {
      const charset = client.getQueryData(modesQuery.queryKey)?.signup === undefined ? 'latin-1' : 'utf-8';
      return call('auth.login', {}, { authorization: basicHeader(name, password, charset) });
    },
    gcTime: 0,
    onSuccess: again?.enter ?? (() => enter(client)),
  });
};

/** The users of a ClearML Server that asks for a name only. */
export const simpleUsersQuery = (search: string) => queryFor('login.simple_users', search === '' ? {} : { search });

/** Logs in where a name is enough. */
export const useSimpleLogIn = (again?: Again): UseMutationResult<unknown, ApiError, RequestTo<'login.simple'>> => {
  const client = useQueryClient();
  return useMutation<unknown, ApiError, RequestTo<'login.simple'>>({
    mutationFn: (who) => call('login.simple', who),
    gcTime: 0,
    onSuccess: again?.enter ?? (() => enter(client)),
  });
};

export const useSignUp = () => useAction('login.signup_user');
/** Asks whether a link still sets a password. Its secret is in no cache. */
export const useLookUpPasswordLink = () => useAction('login.get_password_link_info');
export const useSetPassword = () => useAction('login.set_password');

const enter = async (client: QueryClient): Promise<void> => {
  // what is under way was asked as nobody
  await client.cancelQueries({ queryKey: modesQuery.queryKey });
  forgetSession(client);
  markAuthenticated(client, true);
  tellOtherTabs(sessionReads);
};
