/** Asks a question on a terminal that can only print lines. */

const AGAIN = 'Please answer yes or no: ';

/** Asks a yes-or-no question with the terminal's own line editing. The end of input and `signal` mean no. */
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
    // A terminal delivers a line at a time, so lines typed ahead stay in it.
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
