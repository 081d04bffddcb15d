/** Errors of a folder that cannot be used: one line for the person who started the program. */

export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Another program uses the folder; it may be free soon. */
export class FolderInUseError extends StoreError {}

/** An error of node:sqlite, with SQLite's extended result code. */
export interface SqliteError extends Error {
  readonly errcode: number;
}

export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

// Primary result codes: https://www.sqlite.org/rescode.html
export const SQLITE_BUSY = 5;
export const SQLITE_READONLY = 8;
export const SQLITE_IOERR = 10;
export const SQLITE_CORRUPT = 11;
export const SQLITE_FULL = 13;
export const SQLITE_CANTOPEN = 14;
export const SQLITE_CONSTRAINT = 19;
export const SQLITE_NOTADB = 26;

/** The primary code of `error`; 0 where SQLite did not throw it. */
export function primaryCode(error: unknown): number {
  return isSqliteError(error) ? error.errcode & 0xff : 0;
}

/** Converts `error`, met in using `file`, to a StoreError where it is an operating fault; a bug is thrown as it is. */
export function asStoreError(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const reason = faultOf(error);
  if (reason === null) throw error;
  return new StoreError(`${file}: ${reason}`);
}

const DAMAGED = 'damaged';

/** Does `reason`, from `faultOf`, say that a file is damaged? */
export function isDamage(reason: string): boolean {
  return reason.startsWith(DAMAGED);
}

/** Describes an operating fault for people; null where `error` is none. */
export function faultOf(error: unknown): string | null {
  switch (primaryCode(error)) {
    case 0:
      return error instanceof Error && 'syscall' in error ? systemFault(error) : null;
    case SQLITE_BUSY:
      return 'in use by another program';
    case SQLITE_READONLY:
      return 'cannot be written';
    case SQLITE_IOERR:
      return 'the disk fails (input/output error)';
    case SQLITE_CORRUPT:
      return DAMAGED;
    case SQLITE_FULL:
      return 'the disk is full';
    case SQLITE_CANTOPEN:
      return 'cannot be opened';
    case SQLITE_NOTADB:
      return `${DAMAGED}, or not a database`;
    default:
      return null;
  }
}

function systemFault(error: Error & { code?: unknown }): string {
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
      return 'no permission to write here';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'not a folder';
    default:
      return `cannot be used (${String(error.code)})`;
  }
}
