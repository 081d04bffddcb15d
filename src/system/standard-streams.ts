/** Writes to the standard streams, and handles those that fail. */

const FAILURE_STATUS = 1;

/** The exit status that a shell gives a program ended by SIGPIPE, which Node ignores: 128 + 13. */
const CLOSED_PIPE_STATUS = 141;

/** Standard output failed: the disk is full, or nobody reads. */
export class OutputError extends Error {
  /** The exit status; after a reader has gone, that of other programs in that case. */
  readonly status: number;
  /** The message for the user, or null: a reader that stops, as `head` does, has read enough. */
  readonly complaint: string | null;

  constructor({ code, message }: NodeJS.ErrnoException) {
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    super(`cannot write to standard output: ${isFull ? 'the disk is full' : message}`);
    const isUnread = code === 'EPIPE';
    this.status = isUnread ? CLOSED_PIPE_STATUS : FAILURE_STATUS;
    this.complaint = isUnread ? null : this.message;
  }
}

/** From now on errors on a standard stream go to the writer, and do not end the program. */
export function guardStreams(): void {
  process.stdout.on('error', () => {});
  // A user who closes standard error does not want to see faults.
  process.stderr.on('error', () => {});
}

/** Writes `text` to standard output; resolves when the system has it. Throws OutputError where it fails. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) reject(new OutputError(error));
      else resolve();
    });
  });
}

/** Writes `text` to standard error. */
export function remark(text: string): void {
  process.stderr.write(`chinwag: ${text}\n`);
}
