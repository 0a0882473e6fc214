/** One line of the table: `limit` is what must not be passed, `goal` what is aimed at. */
export interface Budget {
  readonly what: string;
  readonly unit: 'kB' | 'MB' | '' | 's' | 'ms' | '×' | '%';
  readonly goal: number;
  readonly limit: number;
  /** bytes and counts are the same on every machine: passing their limit is a failure; times are only shown */
  readonly fails: boolean;
  /** more is better */
  readonly atLeast?: boolean;
}

export type Budgets = Readonly<Record<string, Budget>>;

/** What was measured, run by run. */
export type Values<B extends Budgets = Budgets> = { readonly [Name in keyof B]?: readonly number[] };

/** What a part of the table found. */
export interface Measured<B extends Budgets = Budgets> {
  readonly values: Values<B>;
  /** what the numbers do not tell */
  readonly notes: readonly string[];
}

const bytes = { unit: 'kB', fails: true } as const;
const count = { unit: '', fails: true } as const;
const time = { fails: false } as const;
const ms = { unit: 'ms', fails: false } as const;
const ratio = { unit: '×', goal: 1.2, limit: 1.5, fails: false } as const;

/** The Profile page and what a server of it costs. A kB is 1,000 bytes, compressed as browsers get them (brotli). */
export const budgets = {
  scripts: { what: 'Profile, first load: scripts', goal: 112, limit: 125, ...bytes },
  styles: { what: 'Profile, first load: style sheets', goal: 7, limit: 10, ...bytes },
  all: { what: 'Profile, first load: everything', goal: 125, limit: 145, ...bytes },
  requests: { what: 'Profile, requests that the document names', goal: 6, limit: 9, ...count },
  laterChunk: { what: 'Largest script loaded later', goal: 40, limit: 60, ...bytes },
  preview: { what: 'Preview and signing: scripts', goal: 20, limit: 20, ...bytes },
  startEmpty: { what: 'Start to ready, empty folder', unit: 's', goal: 1, limit: 2, ...time },
  startAgain: { what: 'Start to ready, existing data', unit: 's', goal: 0.5, limit: 1, ...time },
  signing: { what: '1,000 addresses signed', unit: 's', goal: 0.25, limit: 0.25, ...time },
  currentUser: { what: 'CPU, users.get_current_user ÷ bare', unit: '×', goal: 3, limit: 5, ...time },
  credentials: { what: 'CPU, auth.get_credentials ÷ bare', unit: '×', goal: 3.5, limit: 6, ...time },
} satisfies Budgets;

/** The first load of the Profile page, with three workspaces and ten members, on slow 4G with a CPU slowed down four times; the floor is measured beside it. */
export const loadBudgets = {
  lcp: { what: 'First load: LCP ÷ floor', unit: '×', goal: 1, limit: 1.15, ...time },
  usable: { what: "First load: usable ÷ floor's heading", unit: '×', goal: 1.05, limit: 1.25, ...time },
  cls: { what: 'First load: CLS', unit: '', goal: 0, limit: 0.02, ...time },
  tbt: { what: 'First load: TBT ÷ floor', unit: '×', goal: 1.5, limit: 2.5, ...time },
  heap: { what: 'First load: heap', unit: 'MB', goal: 3.2, limit: 4.5, fails: false },
  elements: { what: 'First load: elements', goal: 350, limit: 500, ...count },
  requests: { what: 'First load: requests', goal: 6, limit: 9, ...count },
  depth: { what: '… in series', goal: 2, limit: 2, ...count },
} satisfies Budgets;

/** What is pressed on the Profile page: the worst event, with the whole CPU and with one slowed down four times. */
export const interactionBudgets = {
  switches: { what: 'Switches, worst event', goal: 24, limit: 48, ...ms },
  switchesSlow: { what: '… CPU 4×', goal: 100, limit: 200, ...ms },
  menus: { what: 'Menu and theme, worst event', goal: 24, limit: 48, ...ms },
  menusSlow: { what: '… CPU 4×', goal: 100, limit: 200, ...ms },
  dialogs: { what: 'Dialogs, worst event', goal: 24, limit: 48, ...ms },
  dialogsSlow: { what: '… CPU 4×', goal: 100, limit: 200, ...ms },
} satisfies Budgets;

/** The list of 100,000 members. The page's times are with a CPU that is slowed down four times. */
export const memberBudgets = {
  typing: { what: '100,000 members: typing, worst', goal: 100, limit: 200, ...ms },
  typingRatio: { what: '… ÷ 10 members', ...ratio },
  sorting: { what: '100,000 members: sorting, worst', goal: 100, limit: 200, ...ms },
  sortingRatio: { what: '… ÷ 10 members', ...ratio },
  scrolling: { what: '100,000 members: scrolling, worst', goal: 100, limit: 200, ...ms },
  scrollingRatio: { what: '… ÷ 10 members', ...ratio },
  elements: { what: '100,000 members: elements, most', goal: 300, limit: 500, ...count },
  elementsRatio: { what: '… ÷ 10 members', ...ratio },
  heap: { what: '100,000 members: heap, most', unit: 'MB', goal: 8, limit: 12, fails: false },
  heapRatio: { what: '… ÷ 10 members', ...ratio },
  calls: { what: 'Opening the page: calls ÷ 10 members', unit: '×', goal: 1, limit: 1.1, fails: true },
  bytes: { what: 'Opening the page: bytes ÷ 10 members', unit: '×', goal: 1, limit: 1.1, fails: true },
  pageSqlite: { what: 'SQLite, CPU, 50 of 100,000 ÷ of 100', unit: '×', goal: 1.5, limit: 3, ...time },
  searchSqlite: { what: 'SQLite, CPU of the worst search', goal: 10, limit: 30, ...ms },
  pagePostgres: { what: 'PostgreSQL, CPU, 50 of 100,000 ÷ of 100', unit: '×', goal: 1.5, limit: 3, ...time },
  searchPostgres: { what: 'PostgreSQL, CPU of the worst search', goal: 10, limit: 30, ...ms },
} satisfies Budgets;

/** Going to another workspace. */
export const switchingBudgets = {
  switching: { what: 'Switching workspace, click to content', goal: 100, limit: 250, ...ms },
  worstSwitching: { what: '… the worst', goal: 100, limit: 250, ...ms },
} satisfies Budgets;

/** Several processes. */
export const processBudgets = {
  processes: { what: 'Two processes on PostgreSQL ÷ one', unit: '×', goal: 1.7, limit: 1.4, fails: false, atLeast: true },
} satisfies Budgets;

/** A flood of log-ins. */
export const floodBudgets = {
  flood: { what: 'users.get_current_user, p99: flood ÷ quiet', unit: '×', goal: 3, limit: 5, ...time },
} satisfies Budgets;

/** What one process holds. */
export const memoryBudgets = {
  idle: { what: 'Memory, idle', unit: 'MB', goal: 110, limit: 160, fails: false },
  after: { what: 'Memory after 100,000 requests', unit: 'MB', goal: 140, limit: 200, fails: false },
} satisfies Budgets;

/** Writes on SQLite. */
export const writeBudgets = {
  writes: { what: 'users.update_preferences ÷ raw fsync', unit: '%', goal: 60, limit: 30, fails: false, atLeast: true },
} satisfies Budgets;
