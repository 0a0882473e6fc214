import type { Configuration } from '#contract/index.ts';
import type { ClearmlSettings, Settings } from './settings.ts';
import { version } from './version.ts';

/** What listens beside an address: the same host on another port. */
const beside = (address: string, port: number): string => {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}:${port}`;
};

/** Where ClearML's own web is reached: by default on the host of its API. */
export const clearmlWebUrl = ({ webUrl }: Pick<Settings, 'webUrl'>, { apiUrl }: ClearmlSettings): string => webUrl ?? beside(apiUrl, 8080);

/** ClearML's three servers, as snippets name them. */
const serverUrls = (settings: Settings, webUrl: string): Configuration['displayedServerUrls'] => {
  const { clearml } = settings;
  if (clearml !== null)
    return {
      webServer: clearmlWebUrl(settings, clearml),
      apiServer: settings.apiUrl ?? clearml.apiUrl,
      filesServer: settings.filesUrl ?? beside(clearml.apiUrl, 8081),
    };
  return {
    webServer: settings.webUrl ?? webUrl.replace(/\/$/, ''),
    apiServer: settings.apiUrl ?? `${webUrl}api`,
    filesServer: settings.filesUrl ?? beside(webUrl, 8081),
  };
};

/** What `/configuration.json` says. `webUrl`: where browsers reach the page, with a slash at the end. */
export const configurationFor = (settings: Settings, webUrl: string): Configuration => ({
  deployment: settings.deployment,
  displayedServerUrls: serverUrls(settings, webUrl),
  version,
  usernames: settings.fixedUsers.length > 0,
  ...(settings.supportContact === null ? {} : { supportContact: settings.supportContact }),
});
