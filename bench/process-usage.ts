/** Resource usage of a process, from Linux's /proc. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The unit of times in /proc/PID/stat, the same on every Linux (USER_HZ). */
const MS_PER_TICK = 10;

const SETTLE_STEP_MS = 500;
const SETTLE_STEPS_MAX = 10;

export const canMeasureProcesses = existsSync('/proc/self/stat');

/** Milliseconds of processor time of the process and its threads, in user and kernel mode. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The second field, the program's name in parentheses, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [userTicks, systemTicks] = fields.slice(11, 13).map(Number);
  return ((userTicks ?? 0) + (systemTicks ?? 0)) * MS_PER_TICK;
}

/** Milliseconds of processor time, of all cores, that the host took from this virtual machine. */
export function stolenMs(): number {
  const [first = ''] = readFileSync('/proc/stat', 'latin1').split('\n');
  return Number(first.split(/ +/)[8] ?? 0) * MS_PER_TICK;
}

/** Resident memory of the process in KiB. */
export function residentKib(pid: number): number {
  return statusKib(pid, 'VmRSS');
}

/** Its peak since it began or since `restartPeak`, in KiB. */
export function peakKib(pid: number): number {
  return statusKib(pid, 'VmHWM');
}

export function restartPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function statusKib(pid: number, figure: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(new RegExp(`^${figure}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1]);
}

/** Resident memory in KiB, once it no longer changes by more than a percent. */
export async function settledKib(pid: number): Promise<number> {
  let resident = residentKib(pid);
  for (let step = 0; step < SETTLE_STEPS_MAX; step++) {
    await sleep(SETTLE_STEP_MS);
    const before = resident;
    resident = residentKib(pid);
    if (Math.abs(resident - before) < before / 100) break;
  }
  return resident;
}

/** The limit of open files, sockets included, for a process started here. */
export function openFilesMax(): number {
  const limits = readFileSync('/proc/self/limits', 'latin1');
  return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Infinity);
}
