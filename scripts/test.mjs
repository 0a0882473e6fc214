// Runs everything, or the suites named: check unit server ui e2e long soak processes. The last line counts all of it; the exit code is 1 where anything failed.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');

const checks = [
  ['types', 'tsc', '--noEmit', '-p', '.'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'oxfmt', '--check'],
  ['unused', 'knip'],
];

const searched = (process.env.PATH ?? '').split(delimiter);
const hasPostgres = () => {
  const debian = '/usr/lib/postgresql';
  const folders = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return [...folders, ...searched].some((folder) => existsSync(join(folder, 'initdb')));
};
const hasFirefox =
  process.env.FIREFOX_PATH !== undefined ||
  ['firefox-esr', 'firefox'].some((name) => searched.some((folder) => existsSync(join(folder, name))));
const postgres = process.env.TEST_DATABASE_URL !== undefined || hasPostgres();
const server = ['server-sqlite', ...(postgres ? ['server-postgres'] : [])];

/** Vitest's projects, run after each other in groups: a browser wants the machine for itself. */
const suites = {
  unit: [['unit', 'arch']],
  server: [server],
  ui: [['ui']],
  e2e: [['e2e']],
  // every unit property, and of the server's files those that have a long form
  long: [['unit'], server],
  // of these only the files that have a long form, each in its longest
  soak: [['unit'], ...server.map((project) => [project]), ['e2e']],
  // the same browser tests, with two processes on one PostgreSQL behind nginx as the server
  processes: postgres ? [['e2e']] : [],
};

/** The test files that ask how often they shall try. */
const triers = () =>
  readdirSync(join(root, 'tests'), { recursive: true })
    .map((name) => join('tests', name))
    .filter((name) => /\.test\.tsx?$/.test(name) && readFileSync(join(root, name), 'utf8').includes('#tests/support/runs.ts'));

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(130);
  });

const run = (command, args, { quiet = false, env = process.env } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'] });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (output += part));
    child.once('error', reject);
    child.once('close', (status) => {
      running.delete(child);
      resolve({ status, output });
    });
  });

const runChecks = async () => {
  const results = await Promise.all(
    checks.map(async ([name, tool, ...args]) => ({ name, ...(await run(join(bin, tool), args, { quiet: true })) })),
  );
  for (const { name, status, output } of results) process.stdout.write(status === 0 ? `ok      ${name}\n` : `${output}\nFAILED  ${name}\n`);
  const failed = results.filter(({ status }) => status !== 0).length;
  return { passed: results.length - failed, failed, skipped: 0, failures: [] };
};

/** Each failed test by its file and its whole name, with what it says: the output of others stands between a failure and the end. */
const failuresOf = (report) =>
  report.testResults.flatMap(({ name, message, status, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const tests = failed.map((test) => `${file} > ${test.fullName}\n${test.failureMessages.join('\n')}`);
    return message !== '' || (status === 'failed' && tests.length === 0) ? [`${file}\n${message}`, ...tests] : tests;
  });

/** Of each file how often it tried what, and what came of it. */
const rowsOf = (report, projects) =>
  report.testResults.map(({ name, assertionResults, startTime, endTime }) => {
    const count = (status) => assertionResults.filter((test) => test.status === status).length;
    const tries = assertionResults.reduce((sum, { meta }) => sum + (meta?.tries ?? 0), 0);
    const seconds = Math.round((endTime - startTime) / 1000);
    return [`${projects.join()} ${relative(root, name)}`, tries === 0 ? '' : tries, count('passed'), count('failed'), seconds];
  });

const printTable = (rows) => {
  const table = [['file', 'tries', 'passed', 'failed', 'seconds'], ...rows].map((row) => row.map((cell) => cell.toLocaleString('en')));
  const width = (column) => Math.max(...table.map((row) => row[column].length));
  const line = ([file, ...numbers]) => [file.padEnd(width(0)), ...numbers.map((cell, at) => cell.padStart(width(at + 1)))].join('  ');
  process.stdout.write(`\n${table.map(line).join('\n')}\n\n`);
};

/** What Vitest counted; a file that could not be loaded, and a run that ended badly without saying of what, is a failure too. */
const counted = async (file, status, projects) => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0, failures: [], rows: [] };
  const report = JSON.parse(text);
  const failures = failuresOf(report);
  return {
    passed: report.numPassedTests,
    failed: failures.length === 0 && status !== 0 ? 1 : failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    rows: rowsOf(report, projects),
  };
};

const runProjects = async (projects, env, files) => {
  const folder = await mkdtemp(join(tmpdir(), 'tests-'));
  const file = join(folder, 'report.json');
  const args = [
    'run',
    '--reporter=default',
    `--reporter=${join(root, 'scripts', 'say-why.mjs')}`,
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...projects.map((name) => `--project=${name}`),
    ...(files.length > 0 ? ['--passWithNoTests', ...files] : []),
  ];
  const { status } = await run(join(bin, 'vitest'), args, { env });
  const result = await counted(file, status, projects);
  await rm(folder, { recursive: true });
  return result;
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => name !== 'check' && suites[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(`There is no suite ${unknown.join(', ')}: name any of check, ${Object.keys(suites).join(', ')}.\n`);
  process.exit(1);
}
const everything = named.length === 0;
const groups = everything ? [['unit', 'arch'], [...server, 'ui'], ['e2e']] : named.flatMap((name) => suites[name] ?? []);
const env = {
  ...process.env,
  ...(named.includes('long') ? { LONG: '1' } : {}),
  ...(named.includes('soak') ? { LONG: '2' } : {}),
  ...(named.includes('processes') ? { PROCESSES: '2' } : {}),
};

const results = [];
if (everything || named.includes('check')) results.push(await runChecks());
const picks = (projects) => named.includes('soak') || (named.includes('long') && !projects.includes('unit'));
for (const projects of groups) results.push(await runProjects(projects, env, picks(projects) ? triers() : []));
if (!postgres && groups.some((projects) => projects.includes('server-sqlite'))) {
  process.stdout.write('No PostgreSQL here (TEST_DATABASE_URL, or its programs): the server suite ran on SQLite only.\n');
  results.push({ passed: 0, failed: 0, skipped: 1, failures: [] });
}
if (groups.some((projects) => projects.includes('e2e')) && !hasFirefox)
  process.stdout.write('No Firefox here (Debian: firefox-esr, or FIREFOX_PATH): its tests were skipped.\n');
if (named.includes('long') && !existsSync('/usr/bin/swift-proxy-server'))
  process.stdout.write('No swift here (Debian: swift-proxy, swift-account, swift-container, swift-object): its tests were skipped.\n');
const sum = (of) => results.reduce((total, result) => total + result[of], 0);
for (const failure of results.flatMap(({ failures }) => failures)) process.stdout.write(`FAILED  ${failure}\n`);
if (named.includes('soak')) printTable(results.flatMap(({ rows = [] }) => rows));
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
