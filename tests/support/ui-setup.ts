import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { networkOfTests } from './browser.ts';
import './missing-in-jsdom.ts';

// Two busy cores: a lazy chunk is compiled on its first import.
configure({ asyncUtilTimeout: 5_000 });

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
