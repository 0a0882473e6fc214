import * as z from 'zod/mini';
import { clearmlWebUrl } from '../configuration.ts';
import { Failure } from '../failure.ts';
import type { ClearmlSettings, Settings, WebPair } from '../settings.ts';
import type { UpstreamClient } from './client.ts';

/** What ClearML's web container offers its own page (WEB login.service.ts). */
const credentialsFile = z.object({ userKey: z.string(), userSecret: z.string(), companyID: z.optional(z.string()) });

/** The built-in key pair of ClearML's web, and the company that it makes users in. It never leaves this process but to the ClearML Server. */
export interface KnownPair extends WebPair {
  readonly company: string | null;
}

/** The pair of the settings, else the one that ClearML's web server offers, read once. Throws a Failure that names the settings. */
export const findWebPair = (client: UpstreamClient, settings: Settings, clearml: ClearmlSettings): (() => Promise<KnownPair>) => {
  const { webPair } = clearml;
  if (webPair !== null) return () => Promise.resolve({ ...webPair, company: null });
  const address = `${clearmlWebUrl(settings, clearml).replace(/\/$/, '')}/credentials.json`;
  let read: Promise<KnownPair> | undefined;
  const readFile = async (): Promise<KnownPair> => {
    try {
      const { userKey, userSecret, companyID } = credentialsFile.parse(await client.readJson(address));
      return { key: userKey, secret: userSecret, company: companyID ?? null };
    } catch {
      read = undefined;
      throw new Failure('web_pair_missing', { detail: `: ${address} does not offer it` });
    }
  };
  return () => (read ??= readFile());
};
