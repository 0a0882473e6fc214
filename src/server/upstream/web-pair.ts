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
  readonly get: (signal: AbortSignal) => Promise<KnownPair>;
  /** It was refused: what the web server offers by now. Null where the pair is of the settings. */
  readonly readAgain: (signal: AbortSignal) => Promise<KnownPair | null>;
}

/** Where the pair of this server comes from. */
export const webPairSource = (client: UpstreamClient, settings: Settings, clearml: ClearmlSettings): WebPairSource => {
  const { webPair } = clearml;
  const address = `${clearmlWebUrl(settings, clearml).replace(/\/$/, '')}/credentials.json`;
  let known: KnownPair | undefined = webPair === null ? undefined : { ...webPair, company: null };
  const read = async (signal: AbortSignal): Promise<KnownPair> => {
    try {
      const { userKey, userSecret, companyID } = credentialsFile.parse(await client.readJson(address, signal));
      return { key: userKey, secret: userSecret, company: companyID ?? null };
    } catch (error) {
      if (signal.aborted) throw error;
      throw new Failure('web_pair_missing', { detail: `: ${address} does not offer it` });
    }
  };
  return {
    get: async (signal) => (known ??= await read(signal)),
    readAgain: async (signal) => (webPair === null ? (known = await read(signal)) : null),
  };
};
