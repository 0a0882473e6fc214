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

export interface WebPairSource {
  /** The pair of the settings, else the one that ClearML's web server offers. Throws a Failure that names the settings. */
  readonly get: () => Promise<KnownPair>;
  /** It was refused: one that was read is read again next time. */
  readonly forget: () => void;
}

/** Where the pair of this server comes from. */
export const webPairSource = (client: UpstreamClient, settings: Settings, clearml: ClearmlSettings): WebPairSource => {
  const { webPair } = clearml;
  const address = `${clearmlWebUrl(settings, clearml).replace(/\/$/, '')}/credentials.json`;
  let known: KnownPair | undefined = webPair === null ? undefined : { ...webPair, company: null };
  const read = async (): Promise<KnownPair> => {
    try {
      const { userKey, userSecret, companyID } = credentialsFile.parse(await client.readJson(address));
      return { key: userKey, secret: userSecret, company: companyID ?? null };
    } catch {
      throw new Failure('web_pair_missing', { detail: `: ${address} does not offer it` });
    }
  };
  return {
    get: async () => (known ??= await read()),
    forget: () => {
      if (webPair === null) known = undefined;
    },
  };
};
