/** Suggests a command for a mistyped word. */

/** Names of our commands in other chat programs. */
const CALLED: Readonly<Record<string, string>> = {
  msg: 'sendto',
  tell: 'sendto',
  say: 'sendto',
  whisper: 'sendto',
  message: 'sendto',
  quit: 'exit',
  bye: 'exit',
  nick: 'rename',
  names: 'list',
  users: 'list',
  online: 'list',
  part: 'leave',
  signup: 'register',
  '?': 'help',
};

/** From this length on, a word that begins a command stands for it. */
const START_LENGTH_MIN = 3;

/** Longer words are not compared: no command comes near this length. */
const WORD_LENGTH_MAX = 30;

/** The one of `commands` most like `word`, or null. A slash in front, as in other programs, is ignored. */
export function suggestion(word: string, commands: readonly string[]): string | null {
  const wanted = word.replace(/^\//, '').toLowerCase();
  if (wanted === '' || wanted.length > WORD_LENGTH_MAX) return null;
  if (commands.includes(wanted)) return wanted;
  if (Object.hasOwn(CALLED, wanted)) return CALLED[wanted] ?? null;
  const longer = commands.find((one) => one.startsWith(wanted));
  if (longer !== undefined && wanted.length >= START_LENGTH_MIN) return longer;
  // One slip turns a short word into many others.
  let least = wanted.length <= 2 ? 0 : wanted.length <= 4 ? 1 : 2;
  let best: string | null = null;
  for (const one of commands) {
    // The slip may be in the beginning of a command, too.
    const start = wanted.length < 4 ? one : one.slice(0, wanted.length);
    const distance = Math.min(distanceOf(wanted, one), distanceOf(wanted, start));
    if (distance > least || (best !== null && distance === least)) continue;
    best = one;
    least = distance;
  }
  return best;
}

/**
 * The number of slips between two words: a missing letter, an extra one, a wrong one, or two that changed places
 * (optimal string alignment).
 */
function distanceOf(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + cost);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isSwap) least = Math.min(least, at(before, j - 2) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return at(last, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
