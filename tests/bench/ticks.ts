import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Whether the system tells what its processes used (only Linux does). */
export const tellsCpu = existsSync('/proc/self/stat');

/** A tick of the kernel's clock, as processes see it on Linux. */
export const tickMs = 10;

/** What the kernel tells of a process, from its state on; nothing once it is gone. */
const statOf = (pid: number): number[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
};

/** CPU time that a process has used, in ticks. */
export const ticksOf = (pid: number): number => {
  const stat = statOf(pid);
  return (stat[11] ?? 0) + (stat[12] ?? 0);
};

/** The process that started this one. */
export const parentOf = (pid: number): number | undefined => statOf(pid)[1];

/** CPU time of a process with its children, those that ended too, in ticks: of a whole PostgreSQL on this machine, say. */
export const familyTicks = (pid: number): number => {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = all.map(Number).filter((child) => parentOf(child) === pid);
  const stat = statOf(pid);
  return [pid, ...children].reduce((sum, each) => sum + ticksOf(each), (stat[13] ?? 0) + (stat[14] ?? 0));
};
