/**
 * The archive's interface: it answers questions about what is stored. `store/` implements it. A question is declared
 * once, beside what it asks about (stored/), and answered once, beside its table (store/tables/).
 */
import type { Manner } from '../protocol/manner.ts';

declare const types: unique symbol;

/** What can be asked: what must be given with it, and what its answer is. */
export interface Question<Given, Answer> {
  /** One of its own among all questions. */
  readonly name: string;
  /** Does the answer depend on positions that were noted (`Log.note`), so that these are written first? */
  readonly seesCursors: boolean;
  readonly [types]?: (given: Given) => Answer;
}

/** Declares a question. `Given` and `Answer` must survive a structured clone; null is no answer, for it says that there was none. */
export function question<Given extends object, Answer extends {}>(
  name: string,
  { seesCursors = false }: { readonly seesCursors?: boolean } = {},
): Question<Given, Answer> {
  return { name, seesCursors };
}

export interface Archive {
  /** After a read that gave null: is the archive damaged, so that retrying is no use, at least for a while? */
  readonly damaged?: boolean;
  /**
   * Reads what is durable, including everything appended before the request. `done` is called later, with null when
   * the archive cannot be read now. A page ends early where its texts are large.
   */
  ask<Given, Answer>(
    question: Question<Given, Answer>,
    given: NoInfer<Given>,
    done: (answer: NoInfer<Answer> | null) => void,
  ): void;
}

/** A message as it is stored. */
export interface StoredMessage {
  readonly id: number;
  readonly at: number;
  /** 0: by the guest `guest`. */
  readonly from: number;
  /** An account; or a room, as minus its id. */
  readonly to: number;
  /** The current text; empty where it was deleted. */
  readonly text: Uint8Array;
  /** Fields that few messages have. */
  readonly more?: StoredExtras;
}

export interface StoredExtras {
  readonly guest: string | null;
  readonly reply: number | null;
  /** How it is meant; null: it is just said. */
  readonly as: Manner | null;
  /** When it was last edited; null: never. */
  readonly editedAt: number | null;
  readonly deleted: boolean;
  readonly pinned: boolean;
  /** Ordered by first use; at most `REACTIONS_SHOWN`. */
  readonly reactions: readonly ReactionCount[];
}

export interface ReactionCount {
  readonly emoji: string;
  readonly count: number;
  /** Is one's own among them? */
  readonly mine: boolean;
}

/** Messages, in the order of the question; `more`: others lie beyond, in the direction asked for. */
export interface StoredPage {
  readonly messages: readonly StoredMessage[];
  readonly more: boolean;
}
