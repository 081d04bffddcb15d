/** Asks the user a question before the conversation begins. */
import type { Keyboard } from '../input/keyboard.ts';
import { type Key, SecretLine } from '../input/secret-line.ts';

const AGAIN = 'Please answer yes or no: ';
const ERASE = '\b \b';

/**
 * Reads the answer at `keyboard` to a question already on the screen. Earlier input does not count. The end of input,
 * Ctrl-C and `signal` mean no.
 */
export function askYesOrNo(
  keyboard: Keyboard,
  question: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { stdin, stdout } = process;
  return new Promise((resolve) => {
    const line = new SecretLine();
    const answer = (yes: boolean): void => {
      keyboard.interject(null);
      stdin.off('end', refuse).off('error', refuse);
      signal.removeEventListener('abort', refuse);
      stdout.write('\n');
      resolve(yes);
    };
    const refuse = (): void => answer(false);
    const read = (text: string | undefined, key: Key): void => {
      const before = line.text;
      const typed = line.press(text, key);
      const isGivenUp = typed.kind === 'given up' && key.ctrl === true;
      if (isGivenUp) return refuse();
      const word = typed.kind === 'entered' ? typed.line.trim().toLowerCase() : '';
      if (word === 'yes' || word === 'no') return answer(word === 'yes');
      if (typed.kind === 'on') echo(before, line.text);
      else stdout.write(`\n${AGAIN}`);
    };
    const echo = (before: string, now: string): void => {
      if (now.startsWith(before)) stdout.write(now.slice(before.length));
      else stdout.write(ERASE.repeat(before.length - now.length));
    };
    signal.addEventListener('abort', refuse);
    stdin.on('end', refuse).on('error', refuse);
    keyboard.interject(read);
    stdout.write(question);
  });
}
