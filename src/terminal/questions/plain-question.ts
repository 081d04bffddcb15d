/** A question to the user of a terminal that can do nothing but lines. */

const AGAIN = 'Please answer yes or no: ';

/** Asks on the terminal of this process, in its own line editing. The end of input, and `signal`, mean no. */
export function askPlainly(question: string, signal: AbortSignal): Promise<boolean> {
  const { stdin, stdout } = process;
  return new Promise((resolve) => {
    let typed = '';
    const answer = (yes: boolean): void => {
      stdin.off('data', read).off('end', refuse).off('error', refuse).pause();
      signal.removeEventListener('abort', refuse);
      resolve(yes);
    };
    const refuse = (): void => {
      stdout.write('\n');
      answer(false);
    };
    // A terminal gives a line at a time: what was typed ahead stays where it is.
    const read = (chunk: Buffer): void => {
      typed += chunk.toString('latin1');
      if (!typed.endsWith('\n')) return;
      const word = typed.trim().toLowerCase();
      typed = '';
      if (word === 'yes' || word === 'no') answer(word === 'yes');
      else stdout.write(AGAIN);
    };
    signal.addEventListener('abort', refuse);
    stdin.on('data', read).on('end', refuse).on('error', refuse);
    stdout.write(question);
  });
}
