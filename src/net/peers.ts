/** All connections of a server: their total memory, and which are cut first when it is too much. */
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

/** How long a connection over its rate pauses before it goes on with the allowance of that time. */
const SLOWED_MS = 50;

/** Copying up to 2 to the power of this, in bytes, takes negligible time. */
const QUICK_COPY_SHIFT = 12;

/** The longest time between two sweeps of deadlines, and so their accuracy. */
const SWEEP_MS_MAX = 1000;

/** A connection over its rate. */
export interface Slowed {
  /** Called after a pause. */
  rested(): void;
}

export class Peers implements UnfinishedTotal {
  readonly settings: NetSettings;
  readonly log: ConnectionLog;
  readonly turn = new Turn();
  readonly slices = new Slices();
  /** Milliseconds, as of the last sweep: exact enough for deadlines, and free on the path of a message. */
  now = performance.now();
  /** Queued bytes of all peers, except shared ones. */
  queuedBytes = 0;
  readonly sharing = new SharedBytes();
  /** Bytes of incomplete messages, of all peers. */
  unfinishedBytes = 0;

  readonly #admission: Admission;
  #lookout: Lookout | null = null;
  readonly #all = new Set<Peer>();
  /** Connections without a login, oldest first. */
  readonly #vacant = new Set<Peer>();
  /** Connections over their rate. */
  #slowed = new Set<Slowed>();
  /** Connections being cut for the sake of all: until they are closed, no others are cut. */
  readonly #relieved = new Set<Peer>();
  #slowedTimer: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: NetSettings, admission: Admission, log: ConnectionLog) {
    this.settings = settings;
    this.#admission = admission;
    this.log = log;
  }

  /** Starts the sweeps for connections to `port`. */
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

  /** Counts `bytes` of queued output as work. */
  queues(bytes: number): void {
    this.queuedBytes += bytes;
    this.slices.left -= 1 + (bytes >>> QUICK_COPY_SHIFT);
  }

  occupied(peer: Peer, yes: boolean): void {
    if (yes) this.#vacant.delete(peer);
    else if (this.#all.has(peer)) this.#vacant.add(peer);
  }

  /** Moves `peer` to `address`; returns the reason where there are too many. */
  moved(peer: Peer, address: string): Reason {
    this.log.proxied(peer.id, address);
    if (peer.counted) this.#admission.leave(peer.address);
    return this.#admission.enter(address);
  }

  /** Pauses `one`, which is over its rate; it is called afterwards. */
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

  /** Cancels the pause of `one`. */
  rests(one: Slowed): void {
    this.#slowed.delete(one);
  }

  /** Frees a place by ending a connection without a login; false when there is none. */
  makeRoom(): boolean {
    for (const peer of this.#vacant) {
      this.#vacant.delete(peer);
      peer.cut('made room for another connection');
      return true;
    }
    return false;
  }

  /** Cuts the peers that read least, when too many bytes are queued in total. */
  relieveQueued(): void {
    const excess = this.queuedBytes + this.sharing.bytes - this.settings.queuedBytesTotalMax;
    const why = 'had the largest queue when all queues were full';
    this.#relieve((peer) => peer.queuedBytes, excess, why);
  }

  /** Cuts the peers that hold most, when incomplete messages take too much in total. */
  relieveUnfinished(): void {
    const excess = this.unfinishedBytes - this.settings.unfinishedBytesTotalMax;
    const why = 'had the largest unfinished message when there were too many';
    this.#relieve((peer) => peer.unfinished.counted, excess, why);
  }

  /**
   * Cuts the largest peers, until they cover `excess`. It selects once, and not again for each message until those are
   * closed: going through so many connections takes time.
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
