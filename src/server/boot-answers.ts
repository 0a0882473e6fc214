import { auth, login, organization, pageModes, server, users, type Operation, type RequestOf, type ResponseOf } from '#contract/index.ts';
import { firstStepsOn, firstStepsPath, showsFirstSteps } from '#lib/first-steps.ts';
import type { BootAnswer } from './document.ts';
import type { Settings } from './settings.ts';

/** Runs an operation for whoever asked for the document; undefined where it fails: the page then asks itself, and says what is wrong. */
export type Ask = <O extends Operation>(operation: O, request: RequestOf<O>, workspace?: string) => Promise<ResponseOf<O> | undefined>;

/** What the page asks first. */
export interface FirstAnswers {
  readonly answers: readonly BootAnswer[];
  readonly preferences: users.Preferences;
  /** whether the profile shows the first steps */
  readonly first: boolean;
}

/** For a page that asks all of it by itself. */
export const unanswered: FirstAnswers = { answers: [], preferences: {}, first: false };

const at = (preferences: users.Preferences, slice: string, key: string): unknown => {
  const part = preferences[slice];
  return typeof part === 'object' && part !== null && Object.hasOwn(part, key) ? (part as Record<string, unknown>)[key] : undefined; // an object, as just checked
};

/** The theme that the person chose; `system` until then. */
export const themeOf = (preferences: users.Preferences): 'system' | 'light' | 'dark' => {
  const theme = at(preferences, 'views', 'theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
};

interface Wanted {
  /** that of the address */
  readonly workspace: string | null;
  readonly invite: string | null;
  readonly deployment: Settings['deployment'];
  /** ms since 1970 */
  readonly now: number;
}

/** Asks, in parallel where nothing depends, for what the page at this address shows first. */
export const firstAnswers = async (ask: Ask, { workspace, invite, deployment, now }: Wanted): Promise<FirstAnswers> => {
  const answers: BootAnswer[] = [];
  const keep = async <O extends Operation>(operation: O, request: RequestOf<O>, of?: string): Promise<ResponseOf<O> | undefined> => {
    const data = await ask(operation, request, of);
    if (data !== undefined) answers.push([operation.name, of ?? null, request, data]);
    return data;
  };
  const [modes] = await Promise.all([
    keep(login.supportedModes, pageModes),
    invite === null ? undefined : keep(login.getInviteInfo, { invite_id: invite }),
  ]);
  if (modes?.authenticated !== true) return { ...unanswered, answers };
  const [known, mine, who] = await Promise.all([
    keep(users.getPreferences, {}),
    keep(organization.getUserCompanies, {}),
    keep(users.getCurrentUser, {}),
    keep(server.info, {}),
    keep(server.reportStatsOption, {}),
  ]);
  const preferences = known?.preferences ?? {};
  const ids = mine?.companies.map(({ id }) => id) ?? [];
  const wanted = workspace ?? at(preferences, 'users', 'activeWorkspace');
  const current = ids.find((id) => id === wanted) ?? (workspace === null ? ids[0] : undefined);
  const keys = current === undefined ? undefined : await keep(auth.getCredentials, {}, current);
  const standing = {
    kept: at(preferences, ...firstStepsPath),
    credentials: keys?.credentials,
    workspaces: mine?.companies ?? [],
    role: who?.user.role,
    created: who?.user.created,
    now,
  };
  return { answers, preferences, first: showsFirstSteps(firstStepsOn(deployment), standing) };
};
