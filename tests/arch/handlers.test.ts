import { expect, test } from 'vitest';
import * as contract from '#contract/index.ts';
import type { Operation } from '#contract/index.ts';
import { handlers } from '#server/services/index.ts';
import { connectUpstream } from '#server/upstream/client.ts';
import { ownOperations } from '#server/upstream/own-operations.ts';
import { openSiteParts } from '#server/parts.ts';
import { testSettings } from '#tests/support/server.ts';

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'effect' in value && 'stales' in value;

const services = [contract.auth, contract.login, contract.organization, contract.server, contract.users];
const operations = services.flatMap((service) => Object.values(service).filter(isOperation));

const clearml = { apiUrl: 'http://127.0.0.1:8008', webPair: null, proxies: { http: null, https: null, none: null } };
const inFront = ownOperations(connectUpstream(clearml), openSiteParts(testSettings), clearml);

test('every operation of the contract has exactly one handler, among our own accounts or in front of a ClearML Server', () => {
  expect(operations.length).toBeGreaterThan(20);
  const answered = [...handlers, ...inFront].map(({ operation }) => operation.name);
  expect(answered.toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
});

test('what a write makes out of date is an operation that reads', () => {
  const names = new Set(operations.map(({ name }) => name));
  expect(operations.flatMap(({ name, stales }) => stales.filter((stale) => !names.has(stale)).map((stale) => `${name}: ${stale}`))).toEqual(
    [],
  );
});
