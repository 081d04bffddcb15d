/** Counts the messages that wait for a person who is away, by sender, including those under way. */
import { Shares } from '../limits/shares.ts';

/** A stranger's waiting messages, and their address group. */
interface FromAddress {
  readonly share: string;
  count: number;
}

export class Waiting {
  readonly #bySender = new Map<number, number>();
  /** Strangers' messages since the server started; null until there are any. */
  #strangers: Map<number, FromAddress> | null = null;
  #byShare: Shares | null = null;
  #total = 0;
  /** How often the count was cleared: what was counted before that is not subtracted after it. */
  caughtUps = 0;
  /**
   * Has the person written to this sender before? Of those who write while the person is away; null until it matters.
   */
  acquaintances: Map<number, boolean> | null = null;

  get total(): number {
    return this.#total;
  }

  get bySender(): ReadonlyMap<number, number> {
    return this.#bySender;
  }

  of(sender: number): number {
    return this.#bySender.get(sender) ?? 0;
  }

  /** The number of messages that strangers of `share` have waiting. */
  ofShare(share: string | null): number {
    return this.#byShare?.of(share) ?? 0;
  }

  /** Adds `count` messages of `sender`; as a stranger's of `share`, where that is not null. */
  add(sender: number, count: number, share: string | null): void {
    this.#bySender.set(sender, this.of(sender) + count);
    this.#total += count;
    if (share === null) return;
    this.#strangers ??= new Map();
    this.#byShare ??= new Shares();
    const known = this.#strangers.get(sender) ?? { share, count: 0 };
    known.count += count;
    this.#strangers.set(sender, known);
    this.#byShare.take(known.share, count);
  }

  /** Subtracts `count` messages of `sender`. */
  takeBack(sender: number, count: number): void {
    const left = Math.max(0, this.of(sender) - count);
    this.#total -= this.of(sender) - left;
    if (left === 0) this.#bySender.delete(sender);
    else this.#bySender.set(sender, left);
    const known = this.#strangers?.get(sender);
    if (known === undefined) return;
    const counted = Math.min(known.count, count);
    known.count -= counted;
    this.#byShare?.giveBack(known.share, counted);
    if (known.count === 0) this.#strangers?.delete(sender);
  }

  /** The account `sender` was removed, with its messages. */
  removed(sender: number): void {
    if (this.#bySender.has(sender)) this.takeBack(sender, this.of(sender));
    this.acquaintances?.delete(sender);
  }

  /** Nothing waits any more. */
  clear(): void {
    this.#bySender.clear();
    this.#strangers = null;
    this.#byShare = null;
    this.#total = 0;
    this.caughtUps++;
  }
}
