/** Where and how a running server is asked: a line of JSON in, lines of JSON out, then the end. */
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

/** Can there be a socket at `path`? */
export function pathFits(path: string): boolean {
  return Buffer.byteLength(path) <= ADDRESS_BYTES_MAX;
}
