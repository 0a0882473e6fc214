/** What the environment decides, checked; `environment.ts` makes it. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly secretKey: string | null;
  readonly deployment: 'hosted' | 'self-hosted' | 'connected';
  /** connected mode: the API of the ClearML Server behind the page */
  readonly clearmlApiUrl: string | null;
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

export interface FixedUser {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  /** then `password` is the base64 of a bcrypt hash */
  readonly passHashed: boolean;
}
