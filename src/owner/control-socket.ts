/** Where and how a running server is asked: a line of JSON in, lines of JSON out, then the end. */
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Item } from './operation.ts';

export const CONTROL_FILE = 'control.sock';

/** What the address of a socket in the file system may have, on every system that we run on. */
const ADDRESS_BYTES_MAX = 103;

/** A request: its names and password, and all that JSON may make of them. */
export const REQUEST_BYTES_MAX = 16 * 1024;

/** A line of an answer. */
export const ANSWER_LINE_BYTES_MAX = 64 * 1024;

/** A line of the answer; the last is `done`, or the problem that ended it. */
export type Answer =
  | Item
  | { readonly kind: 'done' }
  | { readonly kind: 'problem'; readonly message: string };

/** The socket of a server whose data are in `folder`. */
export function controlPath(folder: string): string {
  return join(folder, CONTROL_FILE);
}

/**
 * What the system takes as the address of that socket, while this is not disposed of: its path, or, where that is too
 * long, one by way of a descriptor of the folder, which Linux has.
 */
export class ControlAddress implements Disposable {
  /** Null: there is none. */
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

/** Why the server with the data in `folder` cannot be asked, whatever it does; null: it can. */
export function unreachable(folder: string): string | null {
  using address = new ControlAddress(folder);
  return address.path === null ? tooLong(controlPath(folder)) : null;
}

function tooLong(path: string): string {
  return `${path} is too long a path for a socket (${Buffer.byteLength(path)} bytes; ${ADDRESS_BYTES_MAX} fit); choose a shorter --data`;
}
