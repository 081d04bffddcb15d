/** Why a folder cannot be used: one line for whoever started the program. */

export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Another program has the folder; it may be free soon. */
export class FolderInUseError extends StoreError {}

/** What node:sqlite throws carries SQLite's extended result code. */
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

/** The primary code of `error`; 0 for what SQLite did not throw. */
export function primaryCode(error: unknown): number {
  return isSqliteError(error) ? error.errcode & 0xff : 0;
}

/** `error`, met in using `file`, as a StoreError where it is a fault of operation; a bug is thrown as it is. */
export function asStoreError(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const reason = faultOf(error);
  if (reason === null) throw error;
  return new StoreError(`${file}: ${reason}`);
}

const DAMAGED = 'damaged';

/** Is `reason`, as `faultOf` says it, that a file is damaged? */
export function isDamage(reason: string): boolean {
  return reason.startsWith(DAMAGED);
}

/** What went wrong, for people; null when it is no fault of operation. */
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
