/**
 * The single path for every stored change: reserve what it needs, store it, apply it to the hub's memory, settle the
 * reservation, then answer and tell others. What follows from a change is a change of its own.
 */
import { Reason } from '../../protocol/frames.ts';
import { type Answer, LATER, type Refusal } from '../answer.ts';
import type { Change, Outcome } from '../storage.ts';
import type { Memory } from './memory.ts';

/** How one kind of change is made to the memory `In`. `Subject` describes one such change. */
export interface ChangeKind<Subject, Made = true, In = Memory> {
  /** Why it cannot be made now, or Reason.none: then its part of a quota is taken until it is settled. */
  readonly admit?: (memory: In, subject: Subject) => Reason | Refusal;
  /** Reserves what nobody else may take or do until it is settled. */
  readonly reserve?: (memory: In, subject: Subject) => void;
  /**
   * Releases the reservation: once, whether the change was `stored` or not, after it was applied. `isNew`: it was stored
   * now; a message may have been before.
   */
  readonly settle?: (memory: In, subject: Subject, stored: boolean, isNew: boolean) => void;
  /** The change to store; null: none, as in rooms of guests. Then it is applied at once. */
  readonly entry: (subject: Subject) => Change | null;
  /**
   * Applies the stored change to the hub's memory, whatever has happened since it was requested, and returns the
   * result. Null: the subject is gone.
   */
  readonly apply: (memory: In, subject: Subject, entry: Entry) => Made | null;
}

/** The log entry of the change; id 0 where it is not stored. */
export type Entry = Exclude<Outcome, { readonly kind: 'failed' }>;

/** Receives the answer to a command, once. */
export type Answering = (answer: Answer) => void;

/**
 * Makes a change. Afterwards, `done` tells others and returns the answer, or LATER where it gives the answer itself
 * later. Where the change could not be stored, `answer` gets the reason. Where its subject was gone by then, there is
 * nothing to tell: `answer` gets `gone`, or what it returns.
 */
export function make<Subject, Made, In extends Memory>(
  memory: In,
  kind: ChangeKind<Subject, Made, In>,
  subject: Subject,
  answer: Answering,
  gone: Answer | (() => Answer | typeof LATER),
  done: (made: Made) => Answer | typeof LATER,
): void {
  const refusal = begin(memory, kind, subject, answer, gone, done);
  if (refusal !== Reason.none) answer(refusal);
}

/** The same for whoever takes a refusal at once: returns why it is not made, and `answer` gets nothing; or Reason.none. */
export function begin<Subject, Made, In extends Memory>(
  memory: In,
  kind: ChangeKind<Subject, Made, In>,
  subject: Subject,
  answer: Answering,
  gone: Answer | (() => Answer | typeof LATER),
  done: (made: Made) => Answer | typeof LATER,
): Reason | Refusal {
  const refusal = kind.admit?.(memory, subject) ?? Reason.none;
  if (refusal !== Reason.none) return refusal;
  kind.reserve?.(memory, subject);
  const settled = (outcome: Outcome) => {
    const stored = outcome.kind !== 'failed';
    const made = stored ? kind.apply(memory, subject, outcome) : null;
    kind.settle?.(memory, subject, stored, outcome.kind === 'durable');
    const said = stored ? (made === null ? ofGone(gone) : done(made)) : Reason.notStored;
    if (said !== LATER) answer(said);
  };
  const entry = kind.entry(subject);
  if (entry !== null) memory.world.log.append(entry, settled);
  else settled({ kind: 'durable', id: 0, at: memory.world.date() });
  return Reason.none;
}

/** Makes a change that nobody requested: it follows from another. */
export function follow<Subject, Made, In extends Memory>(
  memory: In,
  kind: ChangeKind<Subject, Made, In>,
  subject: Subject,
  done: (made: Made | null) => void = () => {},
): void {
  const told = (made: Made | null) => {
    done(made);
    return Reason.none;
  };
  make(memory, kind, subject, nobody, () => told(null), told);
}

function ofGone(gone: Answer | (() => Answer | typeof LATER)): Answer | typeof LATER {
  return typeof gone === 'function' ? gone() : gone;
}

function nobody(): void {}
