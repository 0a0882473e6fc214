import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import buildSetup from '#tests/support/e2e-setup.ts';
import postgresSetup from '#tests/support/postgres-setup.ts';
import {
  budgets,
  floodBudgets,
  interactionBudgets,
  loadBudgets,
  memberBudgets,
  memoryBudgets,
  processBudgets,
  switchingBudgets,
  writeBudgets,
  type Budgets,
  type Measured,
} from './budgets.ts';
import { measureFirstLoad } from './first-load.ts';
import { hangUp } from './load.ts';
import { measureInteraction } from './interaction.ts';
import { measureLoginFlood } from './login-flood.ts';
import { measureMembers } from './members.ts';
import { measureMemory } from './memory.ts';
import { measureProcesses } from './processes.ts';
import { measureProfile } from './profile.ts';
import { measureSwitching } from './switching.ts';
import { isOver, rowsOf, table } from './table.ts';
import { measureWrites } from './writes.ts';

interface Part {
  readonly budgets: Budgets;
  readonly measure: () => Promise<Measured>;
}

const parts = new Map<string, Part>([
  ['profile', { budgets, measure: measureProfile }],
  ['load', { budgets: loadBudgets, measure: measureFirstLoad }],
  ['interaction', { budgets: interactionBudgets, measure: measureInteraction }],
  ['members', { budgets: memberBudgets, measure: measureMembers }],
  ['switching', { budgets: switchingBudgets, measure: measureSwitching }],
  ['processes', { budgets: processBudgets, measure: measureProcesses }],
  ['memory', { budgets: memoryBudgets, measure: measureMemory }],
  ['writes', { budgets: writeBudgets, measure: measureWrites }],
  ['login-flood', { budgets: floodBudgets, measure: measureLoginFlood }],
]);

const folder = join(import.meta.dirname, '../../bench');

const machine = () => ({ cores: availableParallelism(), processor: cpus()[0]?.model, load: loadavg(), node: process.version });

/** Measures a part, prints its table, and writes the same with every run beside it; whether it is within its limits. */
const run = async (name: string, part: Part): Promise<boolean> => {
  const before = machine();
  const measured = await part.measure();
  const file = join(folder, `${name}.json`);
  const { notes } = measured;
  const rows = rowsOf(part.budgets, measured);
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify({ part: name, at: new Date().toISOString(), machine: before, rows, notes }, null, 2)}\n`);
  process.stdout.write(`\n${name} (bench/${name}.json)\n${table(part.budgets, measured)}`);
  return !Object.entries(part.budgets).some(([budget, each]) => isOver(each, measured.values[budget]));
};

/** Measures these parts, or all, and answers the exit code: 1 where bytes or counts are over their limit. */
export const bench = async (named: readonly string[]): Promise<number> => {
  const unknown = named.filter((name) => !parts.has(name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no part ${unknown.join(', ')}: name any of ${[...parts.keys()].join(', ')}.\n`);
    return 1;
  }
  await buildSetup();
  const stopPostgres = await postgresSetup();
  let within = true;
  try {
    for (const [name, part] of parts) if (named.length === 0 || named.includes(name)) within = (await run(name, part)) && within;
  } finally {
    hangUp();
    await stopPostgres?.();
  }
  return within ? 0 : 1;
};
