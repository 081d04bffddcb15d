/** How long a connection may take over things, and what has gone on for too long. */
import type { NetSettings } from './settings.ts';

/** Somebody who is turned away gets this long to say something that can be answered. */
const REFUSED_MS_MAX = 5000;

/** After our last byte, a peer gets this long to close its side. */
const LINGER_MS_MAX = 2000;

/** A network that loses a little now and then is not gone: the same was sent so often at least. */
const REPEATS_MIN = 3;

/**
 * Whoever waits for an answer hears of us this many times in the silence after which they would be asked: every 5 s
 * of 30. A client that hears nothing for longer takes the connection for dead.
 */
const SIGNS_PER_SILENCE = 6;

/** How things stand with a connection. */
export interface Standing {
  /** Output that the peer has not taken. */
  readonly queuedBytes: number;
  /** Input of which the rest has not come. */
  readonly unfinished: { readonly bytes: number; readonly handshake: boolean };
  /** Does its input wait for us? */
  readonly heldUp: boolean;
  /** Does it wait for an answer? */
  readonly owesAnswer: boolean;
  /** Was there room for it? */
  readonly admitted: boolean;
  /** Asks the peer to say something within `ms`; false where it cannot be asked. */
  ask(ms: number): boolean;
  /** Why it is closing; null while it is not. */
  readonly ending: string | null;
}

export interface Overdue {
  readonly why: string;
  /** Is there no point in delivering what is queued? */
  readonly hopeless: boolean;
}

/** When things happened, in milliseconds of the clock that is read once a sweep. */
export class Deadlines {
  heardAt: number;
  /** When anything came from it, though it may have been no message: the answer to a ping. */
  seenAt = 0;
  /** When the peer last took something, or its queue began. */
  progressAt: number;
  unfinishedSince: number;
  /** When our side was closed; 0 while it is not. */
  endedAt = 0;
  /** Since when it waits for an answer. */
  #owingSince = 0;
  /** When it was asked whether it is there. */
  #askedAt = 0;
  /** When nothing that was sent to it was known to be unacknowledged. */
  #acknowledgedAt = 0;
  /** Since when it is known to acknowledge nothing, and how often its system was sent the same by then. */
  #unacknowledgedSince = 0;
  #repeats = 0;

  constructor(now: number) {
    this.heardAt = this.progressAt = this.unfinishedSince = now;
  }

  /** What has gone on for too long by `now`, or null. */
  overdue(standing: Standing, settings: NetSettings, now: number): Overdue | null {
    // While the peer's input waits for us, it is not the one that is late.
    if (standing.heldUp) this.unfinishedSince = now;
    if (standing.queuedBytes > 0 && now - this.progressAt > settings.stalledMsMax) {
      return { why: `read nothing for ${settings.stalledMsMax / 1000} s`, hopeless: true };
    }
    if (standing.ending !== null) {
      if (this.endedAt === 0 || now - this.endedAt <= LINGER_MS_MAX) return null;
      return { why: standing.ending, hopeless: true };
    }
    if (standing.unfinished.bytes > 0) {
      const { unfinishedMsMax, handshakeMsMax } = settings;
      const { handshake } = standing.unfinished;
      const most = handshake ? Math.min(handshakeMsMax, unfinishedMsMax) : unfinishedMsMax;
      if (now - this.unfinishedSince <= most) return null;
      const what = handshake ? 'its TLS handshake' : 'a message';
      return {
        why: `left ${what} unfinished for ${most / 1000} s`,
        hopeless: false,
      };
    }
    if (standing.admitted) return this.#unanswered(standing, settings, now);
    const mute = now - this.heardAt > REFUSED_MS_MAX;
    return mute ? { why: 'turned away', hopeless: false } : null;
  }

  /** Asks whoever was silent for a while; whoever was asked, and stays so, is not there. */
  #unanswered(standing: Standing, settings: NetSettings, now: number): Overdue | null {
    const { silentMsMax, answerMsMax } = settings;
    this.#giveSign(standing, settings, now);
    const signAt = Math.max(this.heardAt, this.seenAt);
    if (this.#askedAt <= signAt) {
      if (now - signAt > silentMsMax && standing.ask(answerMsMax)) this.#askedAt = now;
      return null;
    }
    // What waits for us may be the answer.
    if (standing.heldUp) this.#askedAt = now;
    if (now - this.#askedAt <= answerMsMax) return null;
    return { why: `did not say for ${answerMsMax / 1000} s that it is there`, hopeless: true };
  }

  /** What takes long, such as a password behind many others, is no reason to think that the server is gone. */
  #giveSign(standing: Standing, { silentMsMax, answerMsMax }: NetSettings, now: number): void {
    if (!standing.owesAnswer) this.#owingSince = now;
    if (standing.queuedBytes > 0) return;
    const silence = now - Math.max(this.#owingSince, this.progressAt);
    if (silence >= silentMsMax / SIGNS_PER_SILENCE) standing.ask(answerMsMax);
  }

  /** For how long, by `now`, it has not answered whether it is there; 0: it was not asked, or has. */
  unansweredMs(now: number): number {
    return this.#askedAt <= Math.max(this.heardAt, this.seenAt) ? 0 : now - this.#askedAt;
  }

  /** Was something sent to it, and nothing heard of it for `ms`? Then it is worth asking the system. */
  doubtful(now: number, ms: number): boolean {
    const signAt = Math.max(this.heardAt, this.seenAt);
    // The clock is coarse: what was sent in the same moment may have been sent after.
    const isSent = this.progressAt >= Math.max(signAt, this.#acknowledgedAt);
    return isSent && now - Math.max(signAt, this.#acknowledgedAt) >= ms;
  }

  /** As of `at`, the peer's system has acknowledged what it was sent. */
  acknowledged(at: number): void {
    this.#acknowledgedAt = at;
    this.#repeats = 0;
  }

  /** As of `at`, something is unacknowledged, and our system has sent the same `repeats` times since anything was. */
  unacknowledged(repeats: number, settings: NetSettings, at: number): Overdue | null {
    const signAt = Math.max(this.heardAt, this.seenAt, this.#acknowledgedAt);
    // They are counted from 0 again when something is acknowledged.
    const goesOn = this.#repeats > 0 && repeats >= this.#repeats;
    if (!goesOn || this.#unacknowledgedSince <= signAt) this.#unacknowledgedSince = at;
    this.#repeats = repeats;
    const ms = settings.unacknowledgedMsMax;
    if (repeats < REPEATS_MIN || at - this.#unacknowledgedSince < ms) return null;
    return { why: `acknowledged nothing for ${ms / 1000} s`, hopeless: true };
  }

  /** The same where nobody is logged in: has nothing been said for too long? */
  idle(settings: NetSettings, now: number): Overdue | null {
    if (now - this.heardAt <= settings.idleMsMax) return null;
    const why = `not logged in and silent for ${settings.idleMsMax / 1000} s`;
    return { why, hopeless: false };
  }
}
