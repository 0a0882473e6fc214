import { spawnSync } from 'node:child_process';

/** What a shell makes of a script: the lines that it wrote, ended by NUL. Throws where it complains. */
export const runShell = (shell: 'sh' | 'bash', script: string): string[] => {
  const { status, stdout, stderr } = spawnSync(shell, ['-eu', '-c', script], {
    env: { PATH: '/usr/bin:/bin' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'], // bash takes a pipe for a session by network, and reads its settings
  });
  if (status !== 0 || stderr !== '') throw new Error(`${shell}: ${stderr} in ${script}`);
  return stdout.split('\0').slice(0, -1);
};

/** The variables named CLEARML_… after a script has run. */
export const exportedBy = (shell: 'sh' | 'bash', script: string): Record<string, string> =>
  assignments(runShell(shell, `${script}\nenv -0`).filter((line) => line.startsWith('CLEARML_')));

/** `NAME=value` each: everything behind the first `=` is the value. */
export const assignments = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
