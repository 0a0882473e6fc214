/** What the environment decides, checked; `environment.ts` makes it. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly secretKey: string | null;
  readonly deployment: 'hosted' | 'self-hosted' | 'connected';
  /** connected mode: the ClearML Server behind the page */
  readonly clearml: ClearmlSettings | null;
  readonly signup: 'open' | 'invite' | 'closed';
  readonly fixedUsers: readonly FixedUser[];
  readonly guestUser: FixedUser | null;
  /** null is unlimited */
  readonly seats: number | null;
  /** with a slash at the end; null: the request's own */
  readonly publicUrl: string | null;
  readonly webUrl: string | null;
  readonly apiUrl: string | null;
  readonly filesUrl: string | null;
  readonly cookieName: string;
  readonly cookieNameSet: boolean;
  readonly hsts: boolean;
  readonly supportContact: string | null;
  readonly probeAllow: readonly string[];
  readonly rateLimits: boolean;
  readonly trustedProxies: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly usageReportUrl: string | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** A ClearML Server that answers instead of accounts of our own. */
export interface ClearmlSettings {
  /** of its API, without a slash at the end */
  readonly apiUrl: string;
  /** built-in key pair of its web, for log-in by name; null: read from its web server */
  readonly webPair: WebPair | null;
  /** forward proxies for http and https addresses, and hosts that are asked directly */
  readonly proxies: { readonly http: string | null; readonly https: string | null; readonly none: string | null };
}

export interface WebPair {
  readonly key: string;
  readonly secret: string;
}

export interface FixedUser {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  /** then `password` is the base64 of a bcrypt hash */
  readonly passHashed: boolean;
}
