/** How much V8 may let lie before it collects: its own bounds fit large machines, and a control group ends who is over it. */
import type { Memory } from './memory.ts';

const MIB = 1024 * 1024;

/** With so much, V8's bounds and our limits fit in together. */
const PLENTY_BYTES = 1024 * MIB;

/** Of memory, for what is not of the moment; in hundredths. */
const OLD_SPACE_SHARE = 35;
/** A space for what is new is made of three, each of so much of the memory; buffers outside of it count as well. */
const SEMI_SPACE_PART = 128;

/** What Node is started with for a server with so much memory; nothing where its own bounds fit, or where it was told. */
export function heapFlags(
  { bytes }: Pick<Memory, 'bytes'>,
  execArgv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const told = [...execArgv, environment.NODE_OPTIONS ?? ''].join(' ').replaceAll('_', '-');
  if (bytes >= PLENTY_BYTES || /--max-(semi-space|old-space|heap)-size/.test(told)) return [];
  const oldSpace = Math.floor((bytes * OLD_SPACE_SHARE) / 100 / MIB);
  // V8 takes powers of two.
  const semiSpace = 2 ** Math.max(0, Math.floor(Math.log2(bytes / SEMI_SPACE_PART / MIB)));
  return [`--max-semi-space-size=${semiSpace}`, `--max-old-space-size=${oldSpace}`];
}

/** Starts this process anew, in its place, where V8 is to have other bounds: they are fixed when it starts. */
export function boundHeap(memory: Memory): void {
  const flags = heapFlags(memory, process.execArgv, process.env);
  if (flags.length === 0 || process.execve === undefined || process.platform === 'win32') return;
  const { execPath, execArgv, argv } = process;
  process.execve(execPath, [execPath, ...execArgv, ...flags, ...argv.slice(1)], process.env);
}
