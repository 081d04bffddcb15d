/** Parses the spans within text: code, links, mentions, emphasis. */
import { mentionsIn } from '../../protocol/mentions.ts';
import { bidiShown, overridesShown } from '../../protocol/visible.ts';
import { type Emphasis, type MarkRun, markRunsIn, pair } from './emphasis.ts';
import { linksIn } from './links.ts';

export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'link';
      /** Absolute: http, https or mailto. */
      readonly href: string;
      readonly text: string;
      /** The host, if the text reads as another one. */
      readonly leadsTo: string | null;
    }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'mention'; readonly name: string }
  | { readonly kind: Emphasis; readonly spans: readonly Span[] };

/** A part of a text that is one unit, whatever marks it contains. */
interface Whole {
  readonly start: number;
  readonly end: number;
  readonly span: Span;
}

/**
 * The spans of `text`. Code contains only text, and nothing interrupts a link. Emphasis within the same kind of
 * emphasis has no effect, so nesting is at most three deep.
 */
export function readSpans(text: string): Span[] {
  const wholes = wholesOf(text);
  const runs = runsOf(text, wholes);
  const made = new Assembly();
  let at = 0;
  let run = 0;
  const textTo = (end: number) => {
    for (; run < runs.length && (runs[run] as MarkRun).start < end; run++) {
      const mark = runs[run] as MarkRun;
      made.text(text.slice(at, mark.start));
      made.mark(mark);
      at = mark.end;
    }
    made.text(text.slice(at, end));
  };
  for (const { start, end, span } of wholes) {
    textTo(start);
    made.add(span);
    at = end;
  }
  textTo(text.length);
  return made.spans;
}

/** Code first, because it contains nothing else; then links, then mentions by the server's rules. */
function wholesOf(text: string): Whole[] {
  const code = [...codeIn(text)];
  const links = [...linksIn(masked(text, code))].map(({ start, end, href, leadsTo }): Whole => {
    const span = { kind: 'link', href, text: text.slice(start, end), leadsTo } as const;
    return { start, end, span };
  });
  const taken = [...code, ...links].sort((one, other) => one.start - other.start);
  const mentions: Whole[] = [];
  let next = 0;
  for (const { name, at } of mentionsIn(text)) {
    const end = at + 1 + name.length;
    while (next < taken.length && (taken[next] as Whole).end <= at) next++;
    if (end <= (taken[next]?.start ?? text.length)) {
      mentions.push({ start: at, end, span: { kind: 'mention', name } });
    }
  }
  return [...taken, ...mentions].sort((one, other) => one.start - other.start);
}

/** `text` with U+FFFC in place of the parts recognized already. */
function masked(text: string, wholes: readonly Whole[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of wholes) {
    result += text.slice(at, start) + '\ufffc'.repeat(end - start);
    at = end;
  }
  return result + text.slice(at);
}

/** Finds code between equal runs of backticks on one line. */
function* codeIn(text: string): Generator<Whole> {
  const runs = [...text.matchAll(/`+|\n/g)];
  const nexts = nextAlike(runs.map(([run]) => run));
  for (let i = 0; i < runs.length; i++) {
    const next = nexts[i] as number;
    if (next === -1) continue;
    const [from, to] = [runs[i] as RegExpExecArray, runs[next] as RegExpExecArray];
    const end = to.index + to[0].length;
    const code = withoutPadding(text.slice(from.index + from[0].length, to.index));
    yield { start: from.index, end, span: { kind: 'code', text: bidiShown(code) } };
    i = next;
  }
}

/** For each run, the index of the next run of the same length on its line; -1 if there is none. */
function nextAlike(runs: readonly string[]): number[] {
  const nexts: number[] = new Array(runs.length).fill(-1);
  const seen = new Map<number, number>();
  for (let i = runs.length - 1; i >= 0; i--) {
    const run = runs[i] as string;
    if (run === '\n') {
      seen.clear();
      continue;
    }
    nexts[i] = seen.get(run.length) ?? -1;
    seen.set(run.length, i);
  }
  return nexts;
}

/** A space on both sides separates the backticks and is not part of the code (CommonMark section 6.1). */
function withoutPadding(code: string): string {
  return /^ .* $/.test(code) && code.trim() !== '' ? code.slice(1, -1) : code;
}

function runsOf(text: string, wholes: readonly Whole[]): MarkRun[] {
  let next = 0;
  const isElse = (at: number) => {
    while (next < wholes.length && (wholes[next] as Whole).end <= at) next++;
    return (wholes[next]?.start ?? text.length) <= at;
  };
  const runs = [...markRunsIn(text, isElse)];
  let line: MarkRun[] = [];
  let last = 0;
  for (const run of runs) {
    if (text.slice(last, run.start).includes('\n')) {
      pair(line);
      line = [];
    }
    line.push(run);
    last = run.end;
  }
  pair(line);
  return runs;
}

/** Assembles spans from first to last. */
class Assembly {
  readonly spans: Span[] = [];
  /** Open emphasis, outermost first; a null kind has no effect, because that emphasis is open already. */
  readonly #open: { readonly kind: Emphasis | null; readonly spans: Span[] }[] = [];
  readonly #kinds = new Set<Emphasis>();

  get #current(): Span[] {
    return this.#open.at(-1)?.spans ?? this.spans;
  }

  add(span: Span): void {
    this.#current.push(span);
  }

  text(text: string): void {
    if (text === '') return;
    const spans = this.#current;
    const last = spans.at(-1);
    const shown = overridesShown(text);
    if (last?.kind === 'text') spans[spans.length - 1] = { kind: 'text', text: last.text + shown };
    else spans.push({ kind: 'text', text: shown });
  }

  mark({ mark, left, ends, begins }: MarkRun): void {
    for (const _ of ends) {
      const { kind, spans } = this.#open.pop() as { kind: Emphasis | null; spans: Span[] };
      if (kind === null) continue;
      this.#kinds.delete(kind);
      this.add({ kind, spans });
    }
    this.text(mark.repeat(left));
    for (const kind of begins.toReversed()) {
      const isNew = !this.#kinds.has(kind);
      this.#kinds.add(kind);
      this.#open.push(isNew ? { kind, spans: [] } : { kind: null, spans: this.#current });
    }
  }
}
