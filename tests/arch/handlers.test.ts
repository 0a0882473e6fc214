import { expect, test } from 'vitest';
import * as contract from '#contract/index.ts';
import type { Operation } from '#contract/index.ts';
import { handlers } from '#server/services/index.ts';

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'effect' in value && 'stales' in value;

const services = [contract.auth, contract.login, contract.organization, contract.server, contract.users];
const operations = services.flatMap((service) => Object.values(service).filter(isOperation));

test('every operation of the contract has exactly one handler', () => {
  expect(operations.length).toBeGreaterThan(20);
  expect(handlers.map(({ operation }) => operation.name).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
});

test('what a write makes out of date is an operation that reads', () => {
  const names = new Set(operations.map(({ name }) => name));
  expect(operations.flatMap(({ name, stales }) => stales.filter((stale) => !names.has(stale)).map((stale) => `${name}: ${stale}`))).toEqual(
    [],
  );
});
