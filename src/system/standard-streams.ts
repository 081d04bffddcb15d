/** What the program says on its standard streams, and what becomes of it where they take nothing. */

const FAILURE_STATUS = 1;

/** What a shell says of a program that SIGPIPE has ended, a signal that Node ignores: 128 + 13. */
const CLOSED_PIPE_STATUS = 141;

/** Standard output took no more: the disk is full, or nobody reads. */
export class OutputError extends Error {
  /** The program's exit status: whose reader has gone ends as other programs do. */
  readonly status: number;
  /** What to say of it, or null: whoever reads no further, as `head` does, has read enough. */
  readonly complaint: string | null;

  constructor({ code, message }: NodeJS.ErrnoException) {
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    super(`cannot write to standard output: ${isFull ? 'the disk is full' : message}`);
    const isUnread = code === 'EPIPE';
    this.status = isUnread ? CLOSED_PIPE_STATUS : FAILURE_STATUS;
    this.complaint = isUnread ? null : this.message;
  }
}

/** From now on an error on a standard stream is told to who writes, and is no end of the program. */
export function guardStreams(): void {
  process.stdout.on('error', () => {});
  // Whoever closes standard error does not want to hear of faults.
  process.stderr.on('error', () => {});
}

/** Writes `text` to standard output; resolves when the system has it. Throws OutputError where it does not take it. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) reject(new OutputError(error));
      else resolve();
    });
  });
}

/** Says `text` beside the output. */
export function remark(text: string): void {
  process.stderr.write(`chinwag: ${text}\n`);
}
