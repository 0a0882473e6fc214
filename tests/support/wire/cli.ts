import { appendFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { reasonOf } from './deliberate.ts';
import { Ledger } from './ledger.ts';
import { recordedLine } from './record.ts';
import { groups, readRecordings, Trouble, type Group } from './recording.ts';
import { replay, type Replayed } from './replay.ts';

const usage = `node scripts/replay.mjs <address> [${groups.join('|')}] [--record <file>]

Sends recorded calls of a ClearML Server 2.0.0 to a server on this machine and tells in what its answers differ.
What the server of this project does otherwise on purpose is marked "deliberate".
Each group needs a server just started on an empty database, with the users that README.md names under "Compatibility".
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const isGroup = (name: string): name is Group => groups.some((group) => group === name);
const isHere = ({ protocol, hostname }: URL): boolean => protocol === 'http:' && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);

/** Texts that the recordings leave out, though anybody can know them: the pairs that a ClearML Server without users of its own is shipped with. */
const given = (environment: NodeJS.ProcessEnv): Record<string, string> => {
  const texts = {
    '<well-known webserver key>': environment['CLEARML_WEB_KEY'],
    '<its secret>': environment['CLEARML_WEB_SECRET'],
    '<secret s2>': environment['CLEARML_TESTS_SECRET'],
  };
  return Object.fromEntries(Object.entries(texts).flatMap(([placeholder, text]) => (text === undefined ? [] : [[placeholder, text]])));
};

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200));

/** Prints in what an answer differs; answers how many of these differences ours would not have on purpose. */
const tell = (call: Replayed): number => {
  const { recording, differences } = call;
  if (differences.length === 0) return 0;
  say(`${recording.id} ${recording.request.method} ${recording.request.path} (${recording.name})`);
  const reasons = differences.map((difference) => reasonOf(call, difference));
  for (const [index, { at, recorded, answered }] of differences.entries()) {
    const reason = reasons[index] === undefined ? '' : ` (deliberate: ${reasons[index]})`;
    say(`    ${at}: recorded ${shown(recorded)}, answered ${shown(answered)}${reason}`);
  }
  return reasons.filter((reason) => reason === undefined).length;
};

interface Wanted {
  readonly address: URL;
  readonly group: Group;
  readonly record: string | undefined;
}

const wantedOf = (args: string[]): Wanted => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { record: { type: 'string' } } });
  const [address = '', group = 'fixed'] = positionals;
  if (!URL.canParse(address) || !isHere(new URL(address)))
    throw new Trouble(`"${address}" is no address of a server on this machine, such as http://127.0.0.1:8008.`);
  if (!isGroup(group)) throw new Trouble(`"${group}" is no group of recorded calls: there are ${groups.join(', ')}.`);
  return { address: new URL(address), group, record: values.record };
};

const run = async ({ address, group, record }: Wanted): Promise<number> => {
  const recordings = readRecordings(group);
  const ledger = new Ledger(given(process.env));
  if (record !== undefined) await writeFile(record, '');
  const counts = { alike: 0, deliberate: 0, unexpected: 0 };
  for await (const call of replay(address, recordings, { ledger })) {
    const unexpected = tell(call);
    counts.unexpected += unexpected;
    if (call.recording.prepare !== true && unexpected === 0) counts[call.differences.length === 0 ? 'alike' : 'deliberate'] += 1;
    if (record !== undefined) await appendFile(record, `${recordedLine(call.recording, call.answer, ledger)}\n`);
  }
  say(`${counts.alike} calls alike, ${counts.deliberate} different on purpose, ${counts.unexpected} unexpected differences`);
  return counts.unexpected === 0 ? 0 : 1;
};

/** What keeps calls from being replayed, as a sentence; undefined for what is a fault of this program. */
const sentenceOf = (error: unknown): string | undefined => {
  if (error instanceof Trouble) return error.message;
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if ('path' in error) return `${String(error.path)} cannot be opened (${String(error.code)}).`;
  return String(error.code).startsWith('ERR_PARSE_ARGS') ? error.message : undefined;
};

/** The program behind `scripts/replay.mjs`; answers its exit code. */
export const main = async (args: string[]): Promise<number> => {
  if (args.length === 0) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    return await run(wantedOf(args));
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    process.stderr.write(`${sentence}\n`);
    return 1;
  }
};
