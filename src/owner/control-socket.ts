/**
 * The socket and protocol between the owner's commands and a running server: a line of JSON in, lines of JSON out, then
 * the end.
 */
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Item } from './operation.ts';

export const CONTROL_FILE = 'control.sock';

/** The longest address of a Unix socket on every supported system. */
const ADDRESS_BYTES_MAX = 103;

/** The largest request: names and a password, with JSON's escapes. */
export const REQUEST_BYTES_MAX = 16 * 1024;

/** The longest line of an answer. */
export const ANSWER_LINE_BYTES_MAX = 64 * 1024;

/** A line of an answer; the last is `done`, or the problem that ended it. */
export type ControlAnswer =
  | Item
  | { readonly kind: 'done' }
  | { readonly kind: 'problem'; readonly message: string };

/** The path of the socket of a server with the data in `folder`. */
export function controlPath(folder: string): string {
  return join(folder, CONTROL_FILE);
}

/**
 * The address of that socket for the system, valid until it is disposed of: its path, or, where that is too long, one
 * through a descriptor of the folder, which Linux supports.
 */
export class ControlAddress implements Disposable {
  /** Null: there is no usable address. */
  readonly path: string | null;
  #descriptor: number | null = null;

  /** @throws the system's error where a folder with a long name cannot be opened */
  constructor(folder: string) {
    const path = controlPath(folder);
    if (Buffer.byteLength(path) <= ADDRESS_BYTES_MAX) this.path = path;
    else if (process.platform !== 'linux') this.path = null;
    else {
      this.#descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
      this.path = join(`/proc/self/fd/${this.#descriptor}`, CONTROL_FILE);
    }
  }

  [Symbol.dispose](): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

/** Why no server with the data in `folder` can be asked; null: it can. */
export function unreachable(folder: string): string | null {
  using address = new ControlAddress(folder);
  return address.path === null ? tooLong(controlPath(folder)) : null;
}

function tooLong(path: string): string {
  return `${path} is too long a path for a socket (${Buffer.byteLength(path)} bytes; ${ADDRESS_BYTES_MAX} fit); choose a shorter --data`;
}
