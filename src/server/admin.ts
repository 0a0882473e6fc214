import { parseArgs } from 'node:util';
import { disable, enable, endSessionsOf } from './admin-access.ts';
import { addUser, listUsers, resetPassword } from './admin-accounts.ts';
import { afterRestore, backup, copyDatabase } from './admin-backup.ts';
import { revokeKeys } from './admin-keys.ts';
import { AdminError, type Verb } from './admin-verb.ts';
import { setOwner, setSeats } from './admin-workspaces.ts';
import type { Parts } from './handler.ts';
import { inert } from './inert.ts';
import { isUnwritable } from './store/lost.ts';

const verbs: ReadonlyMap<string, Verb> = new Map([
  ['users', { operands: [], about: 'lists the accounts with their workspaces', run: listUsers }],
  ['add-user', { operands: ['<email>'], about: 'makes an account (--name <name>) and a link that sets its password', run: addUser }],
  ['reset-password', { operands: ['<email>'], about: 'makes a link that sets a new password', run: resetPassword }],
  ['set-owner', { operands: ['<workspace>', '<email>'], about: 'makes somebody an owner of a workspace (its id or name)', run: setOwner }],
  ['set-seats', { operands: ['<workspace>', '<n|unlimited>'], about: 'sets how many members a workspace may have', run: setSeats }],
  ['end-sessions', { operands: ['[<email>]'], about: 'logs everybody out, or one account', run: endSessionsOf }],
  ['revoke-keys', { operands: ['[<email|workspace>]'], about: 'ends all keys, or those of an account or workspace', run: revokeKeys }],
  ['disable', { operands: ['<email>'], about: 'keeps an account out, with its keys; its sessions and links end', run: disable }],
  ['enable', { operands: ['<email>'], about: 'lets it in again', run: enable }],
  [
    'backup',
    { operands: ['<file>'], about: 'copies the database of SQLite, also while the server runs', run: backup, before: copyDatabase },
  ],
  ['after-restore', { operands: [], about: 'ends what a backup brought back (--revoke-keys: the keys too)', run: afterRestore }],
]);

const help = [
  'npm run admin -- <verb>, on the database that the environment names:',
  ...[...verbs].map(([name, { operands, about }]) => `  ${[name, ...operands].join(' ').padEnd(38)} ${about}`),
  'Links work once, for one hour. --dry-run shows what would change and changes nothing.',
];

const options = {
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  name: { type: 'string' },
  'revoke-keys': { type: 'boolean', default: false },
} as const;

const read = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new AdminError(`${error instanceof Error ? (error.message.split('. ')[0] ?? '') : ''}; --help lists the verbs.`);
  }
};

const choose = (name: string | undefined, operands: readonly string[]): Verb => {
  const verb = verbs.get(name ?? '');
  if (name === undefined || verb === undefined)
    throw new AdminError(`${name === undefined ? 'No verb was given' : `There is no verb ${name}`}; --help lists them.`);
  const needed = verb.operands.filter((operand) => !operand.startsWith('[')).length;
  if (operands.length < needed || operands.length > verb.operands.length)
    throw new AdminError(`It is: ${[name, ...verb.operands].join(' ')}.`);
  return verb;
};

/** Carries a dry run's lines out of the transaction, which it undoes. */
class DryRun extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super('dry run');
    this.lines = lines;
  }
}

const perform = async (parts: Parts, argv: readonly string[]): Promise<readonly string[]> => {
  const { values, positionals } = read(argv);
  if (values.help) return help;
  const [word, ...operands] = positionals;
  const { name = null, 'dry-run': dryRun, 'revoke-keys': withKeys } = values;
  const verb = choose(word, operands);
  if (name !== null && verb.run !== addUser) throw new AdminError('--name goes with add-user only.');
  if (withKeys && verb.run !== afterRestore) throw new AdminError('--revoke-keys goes with after-restore only.');
  const kept = (await verb.before?.(parts, operands, dryRun)) ?? 'Nothing was changed.';
  try {
    return await parts.store.transaction(async (trx) => {
      const { lines, link = [] } = await verb.run({ trx, parts, operands, name, revokeKeys: withKeys });
      if (dryRun) throw new DryRun(lines);
      return [...lines, ...link];
    });
  } catch (error) {
    if (error instanceof DryRun) return ['Nothing was changed; without --dry-run:', ...error.lines];
    if (isUnwritable(error)) throw new AdminError(`The database takes no changes now: ${error.message}. ${kept}`);
    throw error;
  }
};

/** The operator's way in: runs one verb and prints what it did, or one sentence that says what is wrong. Answers the exit code. */
export const runAdmin = async (parts: Parts, argv: readonly string[], print: (line: string) => void): Promise<number> => {
  try {
    // what others wrote, such as the name of a program, is not for a terminal to obey
    for (const line of await perform(parts, argv)) print(inert(line));
    return 0;
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    print(inert(error.message));
    return 1;
  }
};
