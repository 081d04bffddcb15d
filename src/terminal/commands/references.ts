/** `.` in the place of a message's number: the last message; `.bob`: the last of bob's. */
import type { KnownMessages } from '../conversation/known-messages.ts';

/** Commands about a message, and whose the last one is that they mean: one's own, another's, or anybody's. */
const WHOSE: Readonly<Record<string, boolean | null>> = {
  reply: false,
  react: false,
  edit: true,
  delete: true,
  edits: true,
  pin: null,
  reactions: null,
  context: null,
};

/** Those that only what is kept has something for. */
const OF_KEPT: ReadonlySet<string> = new Set(['edits', 'reactions', 'context', 'pin']);

const REFERENCE = /^([ \t]*(\S+)[ \t]+)\.(\S*)(?=[ \t]|$)/;

export interface Reference {
  /** The line with a number that stands for it, and which message that is; null: none. */
  readonly line: string;
  readonly message: number | null;
}

/** Null where `typed` has none; `partner` is whom one is writing to: then it is a message of that conversation. */
export function findReference(
  typed: string,
  messages: KnownMessages,
  partner: string | null,
): Reference | null {
  const [found = '', head = '', command = '', name = ''] = REFERENCE.exec(typed) ?? [];
  if (found === '' || !Object.hasOwn(WHOSE, command)) return null;
  const own = name === '' ? (WHOSE[command] ?? null) : null;
  const from = name === '' ? null : name;
  const message = messages.last({ conversation: partner, own, from, kept: OF_KEPT.has(command) });
  return { line: `${head}0${typed.slice(found.length)}`, message };
}
