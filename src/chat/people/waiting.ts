/** The messages that wait for somebody who is away, those under way included: how many there are, and whose. */
import { Shares } from '../limits/shares.ts';

/** What strangers of one address have waiting. */
interface FromAddress {
  readonly share: string;
  count: number;
}

export class Waiting {
  readonly #bySender = new Map<number, number>();
  /** Those of strangers since the server started; null until there are any. */
  #strangers: Map<number, FromAddress> | null = null;
  #byShare: Shares | null = null;
  #total = 0;
  /** How often nothing was left to wait: what was counted before is not taken back after. */
  caughtUps = 0;
  /** Of those who write while it is away: has it written to them before? Null until anybody asked. */
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

  /** How many strangers of `share` have sent. */
  ofShare(share: string | null): number {
    return this.#byShare?.of(share) ?? 0;
  }

  /** So many more of `sender`'s; as a stranger's of `share`, where that is not null. */
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

  /** So many of `sender`'s do not wait any more. */
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

  /** `sender` is gone, and all that they sent. */
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
