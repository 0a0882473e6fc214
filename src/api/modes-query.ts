import { queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '#contract/by-name.ts';
import { pageModes } from '#contract/first-load.ts';
import type { ApiError } from './api-error.ts';
import { call } from './call.ts';
import { queryFor } from './query.ts';
import { renewed } from './renewal.ts';

/** How one can log in here, and whether this browser is logged in. That a session ran out is told only where it is not renewed. */
export const modesQuery = queryOptions<AnswerOf<'login.supported_modes'>, ApiError>({
  queryKey: queryFor('login.supported_modes', pageModes).queryKey,
  queryFn: async ({ signal }) => {
    const ask = () => call('login.supported_modes', pageModes, { signal });
    const modes = await ask();
    const ranOut = !modes.authenticated && modes.refused_cookie === undefined;
    return ranOut && (await renewed(signal)) ? ask() : modes;
  },
});

/** Whether somebody can sign up here, with or without an invitation. A ClearML Server says nothing of it: there nobody can. */
export const canSignUp = ({ signup }: Pick<AnswerOf<'login.supported_modes'>, 'signup'>, invite?: string): boolean =>
  signup?.enabled === true && (!signup.invite_required || invite !== undefined);
