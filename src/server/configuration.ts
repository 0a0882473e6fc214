import type { Configuration } from '#contract/index.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';

/** ClearML's file server beside the page: the same host on its usual port. */
const filesBeside = (webUrl: string): string => {
  const url = new URL(webUrl);
  return `${url.protocol}//${url.hostname}:8081`;
};

/** What `/configuration.json` says. `webUrl`: where browsers reach the page, with a slash at the end. */
export const configurationFor = (settings: Settings, webUrl: string): Configuration => ({
  deployment: settings.deployment,
  displayedServerUrls: {
    webServer: settings.webUrl ?? webUrl.replace(/\/$/, ''),
    apiServer: settings.apiUrl ?? `${webUrl}api`,
    filesServer: settings.filesUrl ?? filesBeside(webUrl),
  },
  version,
  usernames: settings.fixedUsers.length > 0,
  ...(settings.supportContact === null ? {} : { supportContact: settings.supportContact }),
});
