import type { Browser, BrowserContext } from 'playwright-core';

/** What browsers complained about since it was last asked for: each page, of each context, of each browser of the test file. */
const complaints: string[] = [];
const provoked: RegExp[] = [];

/** What a browser says of each request that fails: the tests have many fail. */
const ofRequests = /^Failed to load resource: |blocked by CORS policy/;

const follow = (context: BrowserContext): void => {
  // sent ahead of whatever opens the context's first page
  void context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      reportError(new Error(`securitypolicyviolation: ${effectiveDirective} ${blockedURI} ${sample}`)),
    ),
  );
  context.on('weberror', (error) => void complaints.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    const text = message.text();
    const told = message.type() === 'error' || message.type() === 'warning' || text.includes('Content Security Policy');
    if (told && !ofRequests.test(text)) complaints.push(`${message.type()}: ${text}`);
  });
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
