/** Lines on standard output, no faster than they are taken. */
import { once } from 'node:events';

const FAILURE_STATUS = 1;

let guarded = false;

/** Resolves when more may be written. */
export async function print(text: string): Promise<void> {
  const { stdout } = process;
  if (!guarded) {
    guarded = true;
    // Whoever reads them has read enough.
    stdout.on('error', () => process.exit(FAILURE_STATUS));
  }
  if (!stdout.write(text)) await once(stdout, 'drain');
}

/** Says `text` beside the output. */
export function remark(text: string): void {
  process.stderr.write(`chinwag: ${text}\n`);
}
