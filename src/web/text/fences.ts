/** Finds blocks of code between fences of backticks, on lines of their own or on one line. */

/** A block, by its first and last lines, which are or contain its fences. */
export interface Fenced {
  readonly first: number;
  readonly last: number;
  readonly code: string;
  /** The closing fence. */
  readonly fence: string;
}

const OPENING = /^ {0,3}(`{3,})(.*)$/s;
const CLOSING = /`{3,}$/;
/** The name of a language after the opening fence, which is not part of the code. */
const LANGUAGE = /^[\w+#.-]{1,30}$/;

/** Finds the blocks in `lines` one by one. Unclosed fences cost no more than other lines. */
export class Fences {
  readonly #lines: readonly string[];
  /** From each line on, the length of the longest fence that could close a block. */
  readonly #longest: readonly number[];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
    const longest: number[] = new Array(lines.length + 1).fill(0);
    for (let at = lines.length - 1; at >= 0; at--) {
      longest[at] = Math.max(closing(lines[at] as string), longest[at + 1] as number);
    }
    this.#longest = longest;
  }

  /** The block that begins on line `first`; null if none does, or it is not closed. */
  at(first: number): Fenced | null {
    const [, fence, rest] = OPENING.exec(this.#lines[first] as string) ?? [];
    if (fence === undefined || rest === undefined) return null;
    const oneLine = codeOnLine(fence, rest.trimEnd());
    if (oneLine !== null) return { first, last: first, code: oneLine, fence };
    if (rest.includes('`') || (this.#longest[first + 1] as number) < fence.length) return null;
    let last = first + 1;
    while (closing(this.#lines[last] as string) < fence.length) last++;
    const lines = this.#lines.slice(first + 1, last);
    if (rest.trim() !== '' && !LANGUAGE.test(rest.trim())) lines.unshift(rest);
    // The fence may also end the last line of code.
    const end = (this.#lines[last] as string).trimEnd().replace(CLOSING, '');
    if (end.trim() !== '') lines.push(end);
    return { first, last, code: lines.join('\n'), fence };
  }
}

/** The length of the fence that ends `line`, if it is the only one there. */
function closing(line: string): number {
  const trimmed = line.trimEnd();
  if (!trimmed.endsWith('```')) return 0;
  let start = trimmed.length;
  while (trimmed[start - 1] === '`') start--;
  return trimmed.indexOf('```') === start ? trimmed.length - start : 0;
}

/** The code between `fence` at the start of the line and the same fence at its end; null if there is none. */
function codeOnLine(fence: string, rest: string): string | null {
  const end = rest.length - fence.length;
  const isClosed = end > 0 && rest.endsWith(fence) && rest.indexOf('```') === end;
  return isClosed && rest.slice(0, end).trim() !== '' ? rest.slice(0, end).trim() : null;
}
