import { queryOptions } from '@tanstack/react-query';
import { login, type ResponseOf } from '#contract/index.ts';
import type { ApiError } from './api-error.ts';
import { call } from './call.ts';
import { queryFor } from './query.ts';
import { renewed } from './renewal.ts';

/** How one can log in here, and whether this browser is logged in. That a session ran out is told only where it is not renewed. */
export const modesQuery = queryOptions<ResponseOf<typeof login.supportedModes>, ApiError>({
  queryKey: queryFor(login.supportedModes, login.pageModes).queryKey,
  queryFn: async ({ signal }) => {
    const ask = () => call(login.supportedModes, login.pageModes, { signal });
    const modes = await ask();
    const ranOut = !modes.authenticated && modes.refused_cookie === undefined;
    return ranOut && (await renewed(signal)) ? ask() : modes;
  },
});
