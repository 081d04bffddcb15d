/** Blocks of code: what stands between fences of backticks, on lines of their own or on one line. */

/** A block, by its first line and its last, which are its fences or have them. */
export interface Fenced {
  readonly first: number;
  readonly last: number;
  readonly code: string;
  /** What would close it. */
  readonly fence: string;
}

const OPENING = /^ {0,3}(`{3,})(.*)$/s;
const CLOSING = /`{3,}$/;
/** Behind the opening fence, the name of a language is no code. */
const LANGUAGE = /^[\w+#.-]{1,30}$/;

/** Finds the blocks in `lines` one by one. Fences that nothing closes cost no more than other lines. */
export class Fences {
  readonly #lines: readonly string[];
  /** The longest fence that could close a block, from each line on. */
  readonly #longest: readonly number[];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
    const longest: number[] = new Array(lines.length + 1).fill(0);
    for (let at = lines.length - 1; at >= 0; at--) {
      longest[at] = Math.max(closing(lines[at] as string), longest[at + 1] as number);
    }
    this.#longest = longest;
  }

  /** The block that begins on line `first`; null: none does, or it has no end. */
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
    // Some end the last line with it.
    const end = (this.#lines[last] as string).trimEnd().replace(CLOSING, '');
    if (end.trim() !== '') lines.push(end);
    return { first, last, code: lines.join('\n'), fence };
  }
}

/** How long the fence is that ends `line`, if it has no other. */
function closing(line: string): number {
  const trimmed = line.trimEnd();
  if (!trimmed.endsWith('```')) return 0;
  let start = trimmed.length;
  while (trimmed[start - 1] === '`') start--;
  return trimmed.indexOf('```') === start ? trimmed.length - start : 0;
}

/** The code between `fence`, which opens the line, and the same at its end; null: it is otherwise. */
function codeOnLine(fence: string, rest: string): string | null {
  const end = rest.length - fence.length;
  const isClosed = end > 0 && rest.endsWith(fence) && rest.indexOf('```') === end;
  return isClosed && rest.slice(0, end).trim() !== '' ? rest.slice(0, end).trim() : null;
}
