/** Explains system errors of files to the owner in a line. */

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

export function fileProblem(file: string, { code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return `${file}: there is no such file or folder`;
    case 'EACCES':
    case 'EPERM':
      return `${file}: you may not use it`;
    case 'EISDIR':
      return `${file}: a folder, and not a file`;
    case 'ENOTDIR':
      return `${file}: not in a folder`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `${file}: the disk is full`;
    case 'EROFS':
      return `${file}: the file system is read-only`;
    default:
      return `${file}: ${message}`;
  }
}
