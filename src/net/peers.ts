/** All connections of a server: what they hold together, and who goes first when it is too much. */
import type { Reason } from '../protocol/frames.ts';
import type { Admission } from './admission.ts';
import type { ConnectionLog } from './connection-log.ts';
import { largestOf } from './largest.ts';
import { Lookout } from './lookout.ts';
import type { Peer } from './peer.ts';
import type { NetSettings } from './settings.ts';
import { SharedBytes } from './shared-bytes.ts';
import { Slices } from './slices.ts';
import { Turn } from './turn.ts';
import type { UnfinishedTotal } from './unfinished.ts';

/** A connection over its rate may go on after this time, with what the rate gave in it. */
const SLOWED_MS = 50;

/** Up to 2 to the power of this, in bytes, are copied in no time that counts. */
const QUICK_COPY_SHIFT = 12;

/** Deadlines are looked at this often at least, and are exact to within this time. */
const SWEEP_MS_MAX = 1000;

/** A connection over its rate. */
export interface Slowed {
  /** Some time has passed. */
  rested(): void;
}

export class Peers implements UnfinishedTotal {
  readonly settings: NetSettings;
  readonly log: ConnectionLog;
  readonly turn = new Turn();
  readonly slices = new Slices();
  /** Milliseconds, as of the last sweep: exact enough for deadlines, and free on the path of a message. */
  now = performance.now();
  /** Bytes queued for all peers, without those that are shared. */
  queuedBytes = 0;
  readonly sharing = new SharedBytes();
  /** Bytes of messages that are not whole, of all peers. */
  unfinishedBytes = 0;

  readonly #admission: Admission;
  #lookout: Lookout | null = null;
  readonly #all = new Set<Peer>();
  /** Nobody is logged in there; whoever has been so for longest is first. */
  readonly #vacant = new Set<Peer>();
  /** Over their rate. */
  #slowed = new Set<Slowed>();
  /** Are cut off for the sake of all, and not gone yet: until then nobody else is. */
  readonly #relieved = new Set<Peer>();
  #slowedTimer: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: NetSettings, admission: Admission, log: ConnectionLog) {
    this.settings = settings;
    this.#admission = admission;
    this.log = log;
  }

  /** Begins to look at deadlines, of those who come by way of `port`. */
  start(port: number): void {
    this.#lookout = new Lookout(this.settings, port);
    const { unfinishedMsMax, stalledMsMax, idleMsMax, silentMsMax, answerMsMax } = this.settings;
    const shortest = Math.min(unfinishedMsMax, stalledMsMax, idleMsMax, silentMsMax, answerMsMax);
    const every = Math.max(10, Math.min(SWEEP_MS_MAX, shortest / 4));
    this.#timer = setInterval(() => this.#sweep(), every);
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#slowedTimer);
  }

  get count(): number {
    return this.#all.size;
  }

  [Symbol.iterator](): IterableIterator<Peer> {
    return this.#all.values();
  }

  add(peer: Peer): void {
    this.#all.add(peer);
    if (peer.admitted) this.#vacant.add(peer);
  }

  delete(peer: Peer): void {
    this.#all.delete(peer);
    this.#vacant.delete(peer);
    this.#relieved.delete(peer);
    if (peer.counted) this.#admission.leave(peer.address);
  }

  /** `bytes` more are queued for somebody: that is work as well. */
  queues(bytes: number): void {
    this.queuedBytes += bytes;
    this.slices.left -= 1 + (bytes >>> QUICK_COPY_SHIFT);
  }

  occupied(peer: Peer, yes: boolean): void {
    if (yes) this.#vacant.delete(peer);
    else if (this.#all.has(peer)) this.#vacant.add(peer);
  }

  /** `peer` turns out to be at `address`: is there room for it? */
  moved(peer: Peer, address: string): Reason {
    this.log.proxied(peer.id, address);
    if (peer.counted) this.#admission.leave(peer.address);
    return this.#admission.enter(address);
  }

  /** `one` is over its rate: it is told when it has rested. */
  slowDown(one: Slowed): void {
    this.#slowed.add(one);
    this.#slowedTimer ??= setTimeout(() => {
      this.#slowedTimer = undefined;
      this.now = performance.now();
      const slowed = this.#slowed;
      this.#slowed = new Set();
      for (const one of slowed) one.rested();
    }, SLOWED_MS);
  }

  /** `one` need not be told any more. */
  rests(one: Slowed): void {
    this.#slowed.delete(one);
  }

  /** Frees a place where nobody is logged in; false when there is none. */
  makeRoom(): boolean {
    for (const peer of this.#vacant) {
      this.#vacant.delete(peer);
      peer.cut('made room for another connection');
      return true;
    }
    return false;
  }

  /** Too many bytes are queued in total: the peers that read least are cut off. */
  relieveQueued(): void {
    const excess = this.queuedBytes + this.sharing.bytes - this.settings.queuedBytesTotalMax;
    const why = 'had the largest queue when all queues were full';
    this.#relieve((peer) => peer.queuedBytes, excess, why);
  }

  /** Too many bytes of unfinished messages: the peers that hold most are cut off. */
  relieveUnfinished(): void {
    const excess = this.unfinishedBytes - this.settings.unfinishedBytesTotalMax;
    const why = 'had the largest unfinished message when there were too many';
    this.#relieve((peer) => peer.unfinished.counted, excess, why);
  }

  /**
   * Cuts off the largest, and others of its kind, as far as there is an `excess`. They are looked for once, and not for
   * each message that comes before those are gone: so many connections are not gone through in no time.
   */
  #relieve(sizeOf: (peer: Peer) => number, excess: number, why: string): void {
    if (this.#relieved.size > 0) return;
    const groupOf = ({ address }: Peer) => this.#admission.groupOf(address);
    for (const peer of largestOf(this.#all, sizeOf, groupOf, excess)) {
      this.#relieved.add(peer);
      peer.cut(why);
    }
  }

  #sweep(): void {
    this.now = performance.now();
    const { settings, now } = this;
    for (const peer of this.#vacant) peer.stop(peer.deadlines.idle(settings, now));
    for (const peer of this.#all) peer.stop(peer.deadlines.overdue(peer, settings, now));
    this.#lookout?.look(this.#all, now);
  }
}
