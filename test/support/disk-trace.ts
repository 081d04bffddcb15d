/**
 * What a traced process did to its files and sockets, and what a disk holds when the power fails: nothing that was
 * written is sure to be there before a sync of its file, begun after the write, has come back with success.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Random } from './random.ts';

/** Arguments of strace for a trace that `readTrace` reads from `file`. */
export function traceArguments(file: string): string[] {
  const calls = 'pwrite64,pwritev,ftruncate,fsync,fdatasync,write,writev,sendto,sendmsg';
  return ['-y', '-xx', '-s', '70000', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', file];
}

/** A system call that came back. Of two calls, one was over before the other began if its `end` is below its `start`. */
export interface Call {
  readonly name: string;
  /** Of the file or socket. */
  readonly path: string;
  /** The bytes that it writes, all of them. */
  readonly bytes: Buffer;
  /** Offset of a `pwrite64`, length of an `ftruncate`. */
  readonly number: number;
  readonly result: number;
  readonly start: number;
  readonly end: number;
}

const LINE =
  /^(\d+)\s+(?:(\w+)\((.*?)|<\.\.\. (\w+) resumed>(.*?))(?: <unfinished \.\.\.>|\)\s+= (-?\d+).*)$/;

/** The calls in the order in which they came back; those that never did are left out. */
export function readTrace(file: string): Call[] {
  const calls: Call[] = [];
  /** By thread. */
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

/** A file that is written and cut. */
class TracedFile {
  /** More than there is of it, so that it can grow. */
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

  /** A disk writes sectors, each whole or not at all: some of those of `call` are there. */
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
    // What comes back after a cut is zero.
    if (length < this.#length) this.#room.fill(0, length, this.#length);
    this.#length = length;
  }
}

const SECTOR_BYTES = 512;

/**
 * The files that a power cut just before the call with `moment` as its start leaves behind, by path: those of `before`
 * with every write that a sync vouches for. Of the later ones, those that had begun: none; or, with `torn`, some.
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
