import { expect, test } from 'vitest';
import * as account from '#contract/account.ts';
import * as activity from '#contract/activity.ts';
import * as events from '#contract/events.ts';
import * as contract from '#contract/index.ts';
import type { Operation } from '#contract/index.ts';
import * as managing from '#contract/managing.ts';
import * as models from '#contract/models.ts';
import * as programs from '#contract/programs.ts';
import * as rotation from '#contract/rotation.ts';
import * as storage from '#contract/storage.ts';
import * as tasks from '#contract/tasks.ts';
import { handlers } from '#server/services/index.ts';
import { connectUpstream } from '#server/upstream/client.ts';
import { ownOperations } from '#server/upstream/own-operations.ts';
import { openSiteParts } from '#server/parts.ts';
import { testSettings } from '#tests/support/server.ts';
import { readSources } from '#tests/support/sources.ts';

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'effect' in value && 'stales' in value;

const services = [
  account,
  activity,
  contract.auth,
  contract.invitations,
  contract.login,
  contract.organization,
  contract.server,
  contract.users,
  managing,
  rotation,
  storage,
];
const operations = services.flatMap((service) => Object.values(service).filter(isOperation));
/** What only a ClearML Server has, which the page reads there. */
const ofClearml = [events, models, tasks].flatMap((service) => Object.values<unknown>(service).filter(isOperation));
const ofPrograms = [...Object.values<unknown>(programs).filter(isOperation), ...programs.reservedOperations];

const clearml = { apiUrl: 'http://127.0.0.1:8008', webPair: null, proxies: { http: null, https: null, none: null } };
const inFront = ownOperations(connectUpstream(clearml), openSiteParts(testSettings), clearml);

/** What each of the two answers by itself. */
const ofBoth: readonly string[] = [storage.probeUrl.name];

test('every operation of the contract has exactly one handler for each version of it, here or in front of a ClearML Server', () => {
  const versions = (all: readonly Operation[]): string[] => all.map(({ name, since }) => `${name} since ${since}`).toSorted();
  expect(operations.length).toBeGreaterThan(20);
  expect(ofPrograms.length).toBeGreaterThan(10);
  const answered = [...handlers, ...inFront.filter(({ operation: { name } }) => !ofBoth.includes(name))];
  expect(versions(answered.map(({ operation }) => operation))).toEqual(versions([...operations, ...ofPrograms]));
  for (const has of [handlers, inFront]) expect(has.map(({ operation: { name } }) => name)).toEqual(expect.arrayContaining([...ofBoth]));
});

test('what only a ClearML Server has is answered there, and changes nothing', () => {
  expect(ofClearml.length).toBeGreaterThan(2);
  expect(ofClearml.filter(({ effect }) => effect !== 'read')).toEqual([]);
  const names = new Set([...handlers, ...inFront].map(({ operation }) => operation.name));
  expect(ofClearml.filter(({ name }) => names.has(name)).map(({ name }) => name)).toEqual([]);
});

test('what only programs call is loaded by no browser', () => {
  const loading = readSources('src').filter(({ imports }) => imports.some((specifier) => specifier.endsWith('/programs.ts')));
  expect(loading.map(({ path }) => path).filter((path) => !path.startsWith('src/server/'))).toEqual([]);
  expect(loading.length).toBeGreaterThan(0);
});

test('what a write makes out of date is an operation that reads', () => {
  const names = new Set([...operations, ...ofClearml].map(({ name }) => name));
  expect(operations.flatMap(({ name, stales }) => stales.filter((stale) => !names.has(stale)).map((stale) => `${name}: ${stale}`))).toEqual(
    [],
  );
});
