/** Detects lines that may contain a secret, which are kept out of the terminal's history. */

/**
 * Commands that take a password in other clients, or an invitation here, with the number of words that are harmless.
 */
const WORDS: Readonly<Record<string, number>> = {
  login: 2,
  register: 2,
  password: 1,
  'change-password': 1,
  unregister: 1,
};

export function holdsSecret(line: string): boolean {
  const words = line.trim().split(/\s+/, 3);
  const command = (words[0] ?? '').replace(/^\//, '');
  return Object.hasOwn(WORDS, command) && words.length > (WORDS[command] ?? 0);
}

/** May the command in `line` lead to a question for a secret? */
export function mayAskSecret(line: string): boolean {
  const [command = ''] = line.trim().split(/\s+/, 1);
  return Object.hasOwn(WORDS, command.replace(/^\//, ''));
}
