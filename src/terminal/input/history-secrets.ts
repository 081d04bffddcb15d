/** Lines that are kept out of the history of a terminal, for somebody may have written a secret into them. */

/** Commands that take a password at other clients, or an invitation here; and how many words there is none in. */
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

/** May a line that begins with `command` be followed by a question for a secret? */
export function mayAskSecret(line: string): boolean {
  const [command = ''] = line.trim().split(/\s+/, 1);
  return Object.hasOwn(WORDS, command.replace(/^\//, ''));
}
