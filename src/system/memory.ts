/** The memory that this process may use: the limit of its control group, or that of the machine. */
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';

export interface MachineMemory {
  readonly bytes: number;
  readonly of: 'the machine' | 'the control group' | '--memory';
}

const GROUPS_FILE = '/proc/self/cgroup';
/** Mount points of the hierarchies; where both versions are in use, version 2 is beside the others. */
const V1_FOLDER = '/sys/fs/cgroup/memory';
const V2_FOLDERS = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified'];

/** The text of a file; null where it cannot be read. */
export type ReadFile = (file: string) => string | null;

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * The available memory. Node itself (`process.constrainedMemory`) sees only the process's own group, and not the groups
 * around it, where a pod or a slice of systemd's has its limit.
 */
export function memoryFound(read: ReadFile = readText, machineBytes = totalmem()): MachineMemory {
  const limits = groupLimits(read).filter((bytes) => bytes < machineBytes);
  if (limits.length === 0) return { bytes: machineBytes, of: 'the machine' };
  return { bytes: Math.min(...limits), of: 'the control group' };
}

function groupLimits(read: ReadFile): number[] {
  const limits: number[] = [];
  for (const line of (read(GROUPS_FILE) ?? '').split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined) continue;
    if (controllers === '') limits.push(...limitsV2(read, path));
    else if (controllers?.split(',').includes('memory') === true) {
      limits.push(...limitsV1(read, path));
    }
  }
  return limits.filter((bytes) => bytes > 0);
}

/** Limits of the group and of all around it. Above `memory.high` a group is throttled until it hardly moves. */
function limitsV2(read: ReadFile, path: string): number[] {
  const limits: number[] = [];
  for (const folder of V2_FOLDERS) {
    for (const group of around(path)) {
      for (const file of ['memory.max', 'memory.high']) {
        const text = read(join(folder, group, file))?.trim();
        if (text !== undefined && /^\d+$/.test(text)) limits.push(Number(text));
      }
    }
  }
  return limits;
}

/** The kernel gives the lowest limit of all groups around. In a container the group is the root of the mount. */
function limitsV1(read: ReadFile, path: string): number[] {
  const statistics = read(join(V1_FOLDER, path, 'memory.stat')) ?? read(`${V1_FOLDER}/memory.stat`);
  const [, bytes] = /^hierarchical_memory_limit (\d+)$/m.exec(statistics ?? '') ?? [];
  return bytes === undefined ? [] : [Number(bytes)];
}

/** The group at `path` and those around it, the root last. */
function around(path: string): string[] {
  const groups = [path];
  for (let at = path; at !== '/'; at = dirname(at)) groups.push(dirname(at));
  return groups;
}
