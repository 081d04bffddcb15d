/**
 * The one way in which anything changes that is kept: what it must hold meanwhile is reserved, it is stored, applied to the
 * hub's memory, what was reserved is settled, and then whoever asked is answered and others are told. What follows from it
 * is a change of its own.
 */
import { Reason } from '../../protocol/frames.ts';
import { type Answer, LATER, type Refusal } from '../answer.ts';
import type { Change, Outcome } from '../storage.ts';
import type { Memory } from './memory.ts';

/** How changes of one kind are made in the memory `In`. `Subject` says what one of them is about. */
export interface ChangeKind<Subject, Made = true, In = Memory> {
  /** Why it cannot be made now, or Reason.none: then what it needs of a quota is taken, until it is settled. */
  readonly admit?: (memory: In, subject: Subject) => Reason | Refusal;
  /** Holds what nobody else may have, or do, until it is settled. */
  readonly reserve?: (memory: In, subject: Subject) => void;
  /** Gives that back: once, whether it was `stored` or not, after it was applied. */
  readonly settle?: (memory: In, subject: Subject, stored: boolean) => void;
  /** What is stored of it; null: nothing, as of what is done in rooms of guests. Then it is applied at once. */
  readonly entry: (subject: Subject) => Change | null;
  /**
   * Changes the hub's memory as storage was changed, whatever has happened since it was decided; answers what came of it.
   * Null: what it was about is gone.
   */
  readonly apply: (memory: In, subject: Subject, entry: Entry) => Made | null;
}

/** The entry of the log that it is; of what is not stored, the id is 0. */
export type Entry = Exclude<Outcome, { readonly kind: 'failed' }>;

/** Is given the answer to a command, once. */
export type Answering = (answer: Answer) => void;

/**
 * Makes a change. When it was made, `done` tells others, and returns the answer for whoever asked, or LATER where it goes on
 * to give that itself; where it could not be stored, `answer` is told so.
 */
export function make<Subject, Made, In extends Memory>(
  memory: In,
  kind: ChangeKind<Subject, Made, In>,
  subject: Subject,
  answer: Answering,
  done: (made: Made | null) => Answer | typeof LATER,
): void {
  const refusal = kind.admit?.(memory, subject) ?? Reason.none;
  if (refusal !== Reason.none) return answer(refusal);
  kind.reserve?.(memory, subject);
  const settled = (outcome: Outcome) => {
    const stored = outcome.kind !== 'failed';
    const made = stored ? kind.apply(memory, subject, outcome) : null;
    kind.settle?.(memory, subject, stored);
    const said = stored ? done(made) : Reason.notStored;
    if (said !== LATER) answer(said);
  };
  const entry = kind.entry(subject);
  if (entry !== null) memory.world.log.append(entry, settled);
  else settled({ kind: 'durable', id: 0, at: memory.world.date() });
}

/** Makes a change that nobody asked for: it follows from another. */
export function follow<Subject, Made, In extends Memory>(
  memory: In,
  kind: ChangeKind<Subject, Made, In>,
  subject: Subject,
  done: (made: Made | null) => void = () => {},
): void {
  make(memory, kind, subject, nobody, (made) => {
    done(made);
    return Reason.none;
  });
}

function nobody(): void {}
