import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { networkOfTests } from './browser.ts';
import './missing-in-jsdom.ts';

configure({
  // two busy cores: a lazy chunk is compiled on its first import
  asyncUtilTimeout: 8_000,
  // events reach React as in a browser, not inside `act`: what suspends then goes on by itself
  eventWrapper: (send) => send(),
});

const noise: unknown[][] = [];

beforeAll(() => networkOfTests.listen({ onUnhandledRequest: 'error' }));

beforeEach(() => {
  noise.length = 0;
  for (const level of ['error', 'warn'] as const) vi.spyOn(console, level).mockImplementation((...said) => void noise.push(said));
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  networkOfTests.resetHandlers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.documentElement.removeAttribute('style');
  // Whatever the page complains about in the console is a defect.
  expect(noise.map((said) => said.map(String).join(' ').slice(0, 2000))).toEqual([]);
});

afterAll(() => networkOfTests.close());
