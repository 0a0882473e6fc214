import { appendFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Ledger } from './ledger.ts';
import { recordedLine } from './record.ts';
import { groups, readRecordings, type Group } from './recording.ts';
import { replay, type Replayed } from './replay.ts';

const usage = `node scripts/replay.mjs <address> [${groups.join('|')}] [--record <file>]

Sends recorded calls of a ClearML Server 2.0.0 to a server on this machine and tells in what its answers differ.
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

const tell = ({ recording, differences }: Replayed): void => {
  if (differences.length === 0) return;
  say(`${recording.id} ${recording.request.method} ${recording.request.path} (${recording.name})`);
  for (const { at, recorded, answered } of differences) say(`    ${at}: recorded ${shown(recorded)}, answered ${shown(answered)}`);
};

/** The program behind `scripts/replay.mjs`; answers its exit code. */
export const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { record: { type: 'string' } } });
  const [address = '', group = 'fixed'] = positionals;
  if (!URL.canParse(address) || !isHere(new URL(address)) || !isGroup(group)) {
    process.stderr.write(usage);
    return 2;
  }
  const ledger = new Ledger(given(process.env));
  if (values.record !== undefined) await writeFile(values.record, '');
  const counts = { alike: 0, different: 0 };
  for await (const call of replay(new URL(address), readRecordings(group), { ledger })) {
    tell(call);
    if (call.recording.prepare !== true) counts[call.differences.length === 0 ? 'alike' : 'different'] += 1;
    if (values.record !== undefined) await appendFile(values.record, `${recordedLine(call.recording, call.answer, ledger)}\n`);
  }
  say(`${counts.alike} alike, ${counts.different} different`);
  return counts.different === 0 ? 0 : 1;
};
