/** What a process uses, as Linux counts it in /proc. */
import { existsSync, readFileSync } from 'node:fs';

/** The unit of times in /proc/PID/stat, the same on every Linux (USER_HZ). */
const MS_PER_TICK = 10;

export const canMeasureProcesses = existsSync('/proc/self/stat');

/** Milliseconds of processor time that the process and its threads have used, in user and kernel mode. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The second field, the program's name in parentheses, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [userTicks, systemTicks] = fields.slice(11, 13).map(Number);
  return ((userTicks ?? 0) + (systemTicks ?? 0)) * MS_PER_TICK;
}

/** Milliseconds of processor time that a virtual machine wanted and its host gave to others, of all cores. */
export function stolenMs(): number {
  const [first = ''] = readFileSync('/proc/stat', 'latin1').split('\n');
  return Number(first.split(/ +/)[8] ?? 0) * MS_PER_TICK;
}

/** KiB of memory that the process has resident. */
export function residentKib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]);
}

/** Files, sockets among them, that a process started here may have open. */
export function openFilesMax(): number {
  const limits = readFileSync('/proc/self/limits', 'latin1');
  return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Infinity);
}
