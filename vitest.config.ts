import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The long tests (`LONG`) try twenty times as often. */
const serverTimeout = process.env['LONG'] === undefined ? 60_000 : 600_000;

/** The suites by folder. The server suite runs whole on each database; `npm test` names those that this machine has. */
export default defineConfig({
  plugins: [react()],
  test: {
    // the tool leaves one core to its owner
    maxWorkers: availableParallelism(),
    // the files of a suite share a process, and with it the packages; modules of this project are new for each
    isolate: false,
    setupFiles: ['tests/support/fresh-modules.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/property-setup.ts'],
          // a property that starts a shell for each try has thousands of them in the long tests
          testTimeout: 120_000,
        },
      },
      { extends: true, test: { name: 'arch', include: ['tests/arch/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: true,
        test: { name: 'server-sqlite', include: ['tests/server/**/*.test.ts'], env: { TEST_STORE: 'sqlite' }, testTimeout: serverTimeout },
      },
      {
        extends: true,
        test: {
          name: 'server-postgres',
          include: ['tests/server/**/*.test.ts'],
          env: { TEST_STORE: 'postgres' },
          globalSetup: ['tests/support/postgres-setup.ts'],
          testTimeout: serverTimeout,
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          include: ['tests/ui/**/*.test.tsx'],
          environment: 'jsdom',
          // packages remember the window that they were loaded in
          isolate: true,
          setupFiles: ['tests/support/ui-setup.ts'],
          testTimeout: 40_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/postgres-setup.ts', 'tests/support/e2e-setup.ts'],
          setupFiles: ['tests/support/e2e-complaints.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // as patient as Playwright's own waiting, on a machine that has other work
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
