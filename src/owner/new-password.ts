/** Reads a new password: typed twice, hidden, on a terminal; elsewhere the first line of standard input. */
import { oneLine } from '../protocol/visible.ts';
import { Dialogue, firstLine, onTerminal } from './dialogue.ts';
import { OwnerError } from './owner-error.ts';

/** Throws OwnerError when there is none. */
export async function newPassword(name: string): Promise<string> {
  const password = onTerminal() ? await typedTwice(name) : await firstLine();
  if (password !== '') return password;
  throw new OwnerError(
    'no password was given; type it, or give it as the first line of standard input',
  );
}

async function typedTwice(name: string): Promise<string> {
  const lines = new Dialogue(false);
  try {
    const password = await lines.ask(`New password for ${oneLine(name)}: `);
    const again = await lines.ask('The same again: ');
    if (password === again) return password;
    throw new OwnerError('these two were not the same, and nothing was changed');
  } finally {
    lines.close();
  }
}
