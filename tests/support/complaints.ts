import type { Browser, BrowserContext, Page, Request } from 'playwright-core';

/** What browsers complained about since it was last asked for: each page, of each context, of each browser of the test file. */
const complaints: string[] = [];
const provoked: RegExp[] = [];

/** What a browser says of each request that fails: the tests have many fail. */
const ofRequests = /^Failed to load resource: |blocked by CORS policy/;

/** A page of any browser. */
interface Shown {
  url(): string;
  evaluate(read: () => string): Promise<string>;
}

/** Pages that are open, each with what it asked for and has no answer to yet. */
const open = new Map<Shown, Set<Request>>();

/** Has a page described where a test fails, until it is closed. */
export const noteOpen = (page: Shown): void => void open.set(page, new Set());
export const noteClosed = (page: Shown): void => void open.delete(page);

const followRequests = (page: Page): void => {
  const unanswered = new Set<Request>();
  open.set(page, unanswered);
  page.on('request', (request) => void unanswered.add(request));
  page.on('requestfinished', (request) => void unanswered.delete(request));
  page.on('requestfailed', (request) => {
    unanswered.delete(request);
    if (open.has(page)) failed.push(`${pathOf(request.url())} ${request.failure()?.errorText}`);
  });
  page.on('close', () => void open.delete(page));
};
/** Requests that came to nothing since this was last asked for. */
const failed: string[] = [];

/** Without what may hold a secret. */
const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : '');

/** What a page shows by the names of its headings and dialogs, and where its focus is. */
const outlineOf = (page: Shown): Promise<string> =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll('h1, h2, h3, [role=dialog], [role=alertdialog]')].map(
      (element) => `${element.getAttribute('role') ?? element.localName} ${element.ariaLabel ?? element.textContent.slice(0, 60)}`,
    );
    return [...shown, `focus: ${document.activeElement?.localName} ${document.activeElement?.textContent.slice(0, 60)}`].join('\n    ');
  });

/** For a test that failed: what each page shows and waits for; nothing where no page is open. */
export const describePages = async (): Promise<string> => {
  const pages = [...open].map(async ([page, unanswered]) => {
    const outline = await Promise.race([outlineOf(page), new Promise<string>((resolve) => setTimeout(resolve, 2000, 'does not answer'))]);
    const waits = [...unanswered].map((request) => `waits for: ${pathOf(request.url())}`);
    return [`  ${pathOf(page.url())}`, outline, ...waits].join('\n    ');
  });
  const described = (await Promise.allSettled(pages)).map((page) => (page.status === 'fulfilled' ? page.value : String(page.reason)));
  return [...described, ...failed.splice(0).map((request) => `  failed: ${request}`)].join('\n');
};

/** Takes down an error that nothing caught. */
export const noteUncaught = (error: unknown): void => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  complaints.push(`uncaught: ${text}`);
};

/** Takes down what a console was told, if that is a complaint. */
export const noteConsole = (type: string, text: string): void => {
  const told = type.startsWith('warn') || type === 'error' || text.includes('Content Security Policy');
  if (told && !ofRequests.test(text)) complaints.push(`${type}: ${text}`);
};

/** In a page, before its own scripts: has violations of its Content-Security-Policy count as errors that nothing caught. */
export const reportViolations = (): void =>
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
    reportError(new Error(`securitypolicyviolation: ${effectiveDirective} ${blockedURI} ${sample}`)),
  );

const follow = (context: BrowserContext): void => {
  context.on('page', followRequests);
  // sent ahead of whatever opens the context's first page
  void context.addInitScript(reportViolations);
  context.on('weberror', (error) => noteUncaught(error.error()));
  context.on('console', (message) => noteConsole(message.type(), message.text()));
};

/** Collects what each page of the browser complains about: violations of its Content-Security-Policy, uncaught errors, the console. */
export const followComplaints = (browser: Browser): void => void browser.on('context', follow);

/** Says that this test provokes such a complaint; it fails where none comes. */
export const provokesComplaint = (pattern: RegExp): void => void provoked.push(pattern);

/** What was complained about unprovoked, and which provoked complaint did not come; then it is forgotten. */
export const takeComplaints = (): readonly string[] => {
  const said = complaints.splice(0);
  const expected = provoked.splice(0);
  return [
    ...said.filter((text) => !expected.some((pattern) => pattern.test(text))),
    ...expected.filter((pattern) => !said.some((text) => pattern.test(text))).map((pattern) => `not complained: ${String(pattern)}`),
  ];
};
