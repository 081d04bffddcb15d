/**
 * Sets V8's heap limits from the memory: its defaults suit large machines, but a control group kills a process over its
 * limit.
 */
import type { MachineMemory } from './memory.ts';

const MIB = 1024 * 1024;

/** With this much memory, V8's defaults and our limits fit together. */
const PLENTY_BYTES = 1024 * MIB;

/** The share of memory for the old space, in percent. */
const OLD_SPACE_SHARE = 35;
/** The new space has three parts, each of this fraction of the memory; buffers outside the heap count as well. */
const SEMI_SPACE_PART = 128;

/** Node's flags for a server with this much memory; none where its defaults fit, or where the user has set any. */
export function heapFlags(
  { bytes }: Pick<MachineMemory, 'bytes'>,
  execArgv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const flags = [...execArgv, environment.NODE_OPTIONS ?? ''].join(' ').replaceAll('_', '-');
  if (bytes >= PLENTY_BYTES || /--max-(semi-space|old-space|heap)-size/.test(flags)) return [];
  const oldSpace = Math.floor((bytes * OLD_SPACE_SHARE) / 100 / MIB);
  // V8 takes powers of two.
  const semiSpace = 2 ** Math.max(0, Math.floor(Math.log2(bytes / SEMI_SPACE_PART / MIB)));
  return [`--max-semi-space-size=${semiSpace}`, `--max-old-space-size=${oldSpace}`];
}

/** Re-executes this process where V8 needs other limits, because they are fixed at its start. */
export function boundHeap(memory: MachineMemory): void {
  const flags = heapFlags(memory, process.execArgv, process.env);
  if (flags.length === 0 || process.execve === undefined || process.platform === 'win32') return;
  const { execPath, execArgv, argv } = process;
  process.execve(execPath, [execPath, ...execArgv, ...flags, ...argv.slice(1)], process.env);
}
