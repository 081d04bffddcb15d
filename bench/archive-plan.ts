/** Plans the messages of a large archive: random, but the same at each run. */
import { userName } from './dialects.ts';

const SEED = 0x2545f491;
const FIRST_AT = Date.UTC(2025, 10, 1);
const YEAR_MS = 365 * 24 * 3_600_000;

/** Occurs in exactly one of each ten messages, in all conversations. */
export const FREQUENT_WORD = 'lunch';
/** Occurs in about one of ten messages, but never in the longest conversation. */
export const ELSEWHERE_WORD = 'elsewhere';
const VOCABULARY = 20_000;
const WORDS_MIN = 3;
const WORDS_MAX = 16;

/** People with exactly five conversations each. */
export const FIVES = 100;
const CONVERSATIONS_OF_FIVE = 5;
/**
 * Accounts have the ids from 1 on, and user n the id n + 1: the fives, the two of the longest conversation, a busy one,
 * others.
 */
const LONG_A = FIVES;
const LONG_B = FIVES + 1;
const BUSY = FIVES + 2;
const FIRST_OTHER = FIVES + 3;

/** Shares of all messages: in the longest conversation; of the fives; of the busy user. */
const LONG_SHARE = 0.1;
const FIVES_SHARE = 0.02;
const BUSY_SHARE = 0.03;

export const people = {
  fives: Array.from({ length: FIVES }, (_, i) => userName(i)),
  long: userName(LONG_A),
  longPeer: userName(LONG_B),
  busy: userName(BUSY),
} as const;

export interface PlannedMessage {
  from: number;
  to: number;
  at: number;
  text: string;
}

/** `messages` in all; the numbers of accounts and conversations follow from that. */
export class ArchivePlan {
  readonly messages: number;
  readonly accounts: number;
  /** Between users other than those above. */
  readonly otherConversations: number;
  readonly #random = generator(SEED);
  readonly #words: readonly string[];
  readonly #others: readonly (readonly [number, number])[];
  #number = 0;
  #lucky = 0;

  constructor(messages: number) {
    this.messages = messages;
    this.accounts = FIRST_OTHER + Math.min(5000, Math.max(500, Math.floor(messages / 1000)));
    this.otherConversations = Math.max(1000, Math.floor(messages / 500));
    this.#words = vocabulary();
    this.#others = Array.from({ length: this.otherConversations }, () => [
      this.#other(),
      this.#other(),
    ]);
  }

  /** The partners of the busy user. */
  get busyPeers(): readonly string[] {
    return Array.from({ length: this.#busyConversations }, (_, i) => userName(FIRST_OTHER + i));
  }

  /** The time at which all but the newest half of the messages had been written. */
  get middleAt(): number {
    return this.#timeOf(this.messages / 2);
  }

  get #busyConversations(): number {
    return Math.min(1000, this.accounts - FIRST_OTHER);
  }

  /** Fills `message` with the next one. */
  next(message: PlannedMessage): void {
    if (this.#number % 10 === 0) this.#lucky = this.#number + this.#below(10);
    const [a, b] = this.#conversation();
    const turned = this.#random() < 0.5;
    // Ids of accounts start at 1.
    message.from = 1 + (turned ? b : a);
    message.to = 1 + (turned ? a : b);
    message.at = this.#timeOf(this.#number);
    message.text = this.#text(a === LONG_A);
    this.#number++;
  }

  #timeOf(number: number): number {
    return FIRST_AT + Math.floor((number / this.messages) * YEAR_MS);
  }

  /** Picks a conversation: the numbers of two users. */
  #conversation(): readonly [number, number] {
    let share = this.#random();
    if (share < LONG_SHARE) return [LONG_A, LONG_B];
    share -= LONG_SHARE;
    if (share < FIVES_SHARE) {
      const five = this.#below(FIVES);
      const which = this.#below(CONVERSATIONS_OF_FIVE);
      return [five, FIRST_OTHER + five * CONVERSATIONS_OF_FIVE + which];
    }
    share -= FIVES_SHARE;
    if (share < BUSY_SHARE) return [BUSY, FIRST_OTHER + this.#below(this.#busyConversations)];
    // A few are long, most are short.
    return this.#others[this.#skewed(this.#others.length)] as [number, number];
  }

  #text(isLong: boolean): string {
    const count = WORDS_MIN + this.#below(WORDS_MAX - WORDS_MIN + 1);
    let text = this.#word();
    for (let i = 1; i < count; i++) text += ` ${this.#word()}`;
    if (this.#number === this.#lucky) text += ` ${FREQUENT_WORD}`;
    if (!isLong && this.#random() < 0.1) text += ` ${ELSEWHERE_WORD}`;
    return text;
  }

  /** Some words are in every tenth message, most in hardly any. */
  #word(): string {
    return this.#words[this.#skewed(VOCABULARY)] as string;
  }

  #other(): number {
    return FIRST_OTHER + this.#below(this.accounts - FIRST_OTHER);
  }

  #below(bound: number): number {
    return Math.floor(this.#random() * bound);
  }

  #skewed(bound: number): number {
    return Math.floor(this.#random() ** 3 * bound);
  }
}

/** Words of syllables; none is FREQUENT_WORD or ELSEWHERE_WORD. */
function vocabulary(): string[] {
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti'];
  return Array.from({ length: VOCABULARY }, (_, number) => {
    let word = '';
    for (let left = number; word === '' || left > 0; left = Math.floor(left / syllables.length)) {
      word += syllables[left % syllables.length];
    }
    return word;
  });
}

/** A generator of numbers in [0, 1) (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
