/**
 * Traces a process's writes to files and sockets, and models the disk after a power failure: a write is only certain to
 * be there once a sync of its file, begun after it, has succeeded.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Random } from './random.ts';

/** Arguments of strace for a trace that `readTrace` reads from `file`. */
export function traceArguments(file: string): string[] {
  const calls = 'pwrite64,pwritev,ftruncate,fsync,fdatasync,write,writev,sendto,sendmsg';
  return ['-y', '-xx', '-s', '70000', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', file];
}

/** A completed system call. One call was over before another began if its `end` is below the other's `start`. */
export interface Call {
  readonly name: string;
  /** The path of the file or the name of the socket. */
  readonly path: string;
  /** All the bytes that it writes. */
  readonly bytes: Buffer;
  /** The offset of a `pwrite64`, the length of an `ftruncate`. */
  readonly number: number;
  readonly result: number;
  readonly start: number;
  readonly end: number;
}

const LINE =
  /^(\d+)\s+(?:(\w+)\((.*?)|<\.\.\. (\w+) resumed>(.*?))(?: <unfinished \.\.\.>|\)\s+= (-?\d+).*)$/;

/** The completed calls, in the order of their completion. */
export function readTrace(file: string): Call[] {
  const calls: Call[] = [];
  /** Calls that have begun, by thread. */
  const begun = new Map<string, { name: string; args: string; start: number }>();
  for (const [number, line] of readFileSync(file, 'latin1').split('\n').entries()) {
    const [, thread = '', name, args = '', , more = '', result] = LINE.exec(line) ?? [];
    if (thread === '') continue;
    if (name !== undefined) begun.set(thread, { name, args, start: number });
    const call = begun.get(thread);
    if (result === undefined || call === undefined) continue;
    begun.delete(thread);
    const whole = name === undefined ? call.args + more : call.args;
    calls.push({ ...readArguments(whole), ...call, result: Number(result), end: number });
  }
  return calls;
}

function readArguments(args: string): Pick<Call, 'path' | 'bytes' | 'number'> {
  const path = hex(/^\d+<([^>]*)>/.exec(args)?.[1] ?? '').toString();
  const parts = Array.from(args.matchAll(/"([^"]*)"(\.\.\.)?/g), ([, part = '', cut]) => {
    assert.equal(cut, undefined, 'the trace has all bytes');
    return hex(part);
  });
  return { path, bytes: Buffer.concat(parts), number: Number(/(\d+)$/.exec(args)?.[1] ?? 0) };
}

function hex(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
}

export const isSync = ({ name }: Call): boolean => name === 'fsync' || name === 'fdatasync';
export const isWrite = ({ name }: Call): boolean => name === 'pwrite64' || name === 'ftruncate';

/** A file with its writes and truncations. */
class TracedFile {
  /** A buffer larger than the file, so that it can grow. */
  #room: Buffer;
  #length: number;

  constructor(initial: Buffer) {
    this.#room = Buffer.from(initial);
    this.#length = initial.length;
  }

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  apply({ name, bytes, number, result }: Call): void {
    if (result < 0) return;
    if (name === 'ftruncate') return this.#resize(number);
    this.#resize(Math.max(this.#length, number + result));
    bytes.copy(this.#room, number, 0, result);
  }

  /** Applies random sectors of `call`: a disk writes each sector entirely or not at all. */
  applyTorn(call: Call, random: Random): void {
    if (call.name !== 'pwrite64') {
      if (random.once(2)) this.apply(call);
      return;
    }
    const { bytes, number, result } = call;
    for (let at = 0; at < result; ) {
      const length = Math.min(SECTOR_BYTES - ((number + at) % SECTOR_BYTES), result - at);
      const part = bytes.subarray(at, at + length);
      if (random.once(2)) this.apply({ ...call, bytes: part, number: number + at, result: length });
      at += length;
    }
  }

  #resize(length: number): void {
    if (length > this.#room.length) {
      const larger = Buffer.alloc(2 * length);
      this.bytes.copy(larger);
      this.#room = larger;
    }
    // A file that grows again after a truncation has zeros there.
    if (length < this.#length) this.#room.fill(0, length, this.#length);
    this.#length = length;
  }
}

const SECTOR_BYTES = 512;

/**
 * The files after a power failure just before the call that starts at `moment`, by path: those of `before` with every
 * synced write. Of the unsynced writes that had begun there are none or, with `torn`, some.
 */
export function afterPowerCut(
  before: ReadonlyMap<string, Buffer>,
  calls: readonly Call[],
  moment: number,
  torn: Random | null,
): Map<string, Buffer> {
  const after = new Map<string, Buffer>();
  for (const [path, initial] of before) {
    const own = calls.filter((call) => call.path === path);
    const syncs = own.filter((call) => isSync(call) && call.result === 0 && call.end < moment);
    const synced = Math.max(-1, ...syncs.map(({ start }) => start));
    const file = new TracedFile(initial);
    for (const call of own.filter(isWrite)) {
      if (call.end < synced) file.apply(call);
      else if (torn !== null && call.start < moment) file.applyTorn(call, torn);
    }
    after.set(path, file.bytes);
  }
  return after;
}
