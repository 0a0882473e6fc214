/** One line of the table: `limit` is what must not be passed, `goal` what is aimed at. */
export interface Budget {
  readonly what: string;
  readonly unit: 'kB' | '' | 's' | '×';
  readonly goal: number;
  readonly limit: number;
  /** bytes and counts are the same on every machine: passing their limit is a failure; times are only shown */
  readonly fails: boolean;
}

const bytes = { unit: 'kB', fails: true } as const;
const time = { fails: false } as const;

/** The budgets that are measured here. A kB is 1,000 bytes, compressed as browsers get them (brotli). */
export const budgets = {
  scripts: { what: 'Profile, first load: scripts', goal: 112, limit: 125, ...bytes },
  styles: { what: 'Profile, first load: style sheets', goal: 7, limit: 10, ...bytes },
  all: { what: 'Profile, first load: everything', goal: 125, limit: 145, ...bytes },
  requests: { what: 'Profile, first load: requests', unit: '', goal: 6, limit: 9, fails: true },
  laterChunk: { what: 'Largest script loaded later', goal: 40, limit: 60, ...bytes },
  preview: { what: 'Preview and signing: scripts', goal: 20, limit: 20, ...bytes },
  startEmpty: { what: 'Start to ready, empty folder', unit: 's', goal: 1, limit: 2, ...time },
  startAgain: { what: 'Start to ready, existing data', unit: 's', goal: 0.5, limit: 1, ...time },
  signing: { what: '1,000 addresses signed', unit: 's', goal: 0.25, limit: 0.25, ...time },
  currentUser: { what: 'CPU, users.get_current_user ÷ bare', unit: '×', goal: 3, limit: 5, ...time },
  credentials: { what: 'CPU, auth.get_credentials ÷ bare', unit: '×', goal: 3.5, limit: 6, ...time },
} satisfies Record<string, Budget>;

export type Measured = Partial<Record<keyof typeof budgets, number>>;
