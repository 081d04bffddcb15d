/** The deadlines of a connection. */
import type { NetSettings } from './settings.ts';

/** How long a refused client may take to send something that can be answered. */
const REFUSED_MS_MAX = 5000;

/** After our last byte, a peer gets this long to close its side. */
const LINGER_MS_MAX = 2000;

/** Minimum number of retransmissions before a peer counts as gone: networks lose packets now and then. */
const REPEATS_MIN = 3;

/**
 * Peers that wait for an answer get this many signs of life within the silence after which they would be asked for one:
 * every 5 s of 30. Some clients take a longer silence for a dead connection.
 */
const SIGNS_PER_SILENCE = 6;

/** The state of a connection. */
export interface Standing {
  /** Output that the peer has not read. */
  readonly queuedBytes: number;
  /** An incomplete message or handshake from the peer. */
  readonly unfinished: { readonly bytes: number; readonly handshake: boolean };
  /** Is its input held up by us? */
  readonly heldUp: boolean;
  /** Is the peer waiting for an answer? */
  readonly owesAnswer: boolean;
  /** Was it accepted, not refused? */
  readonly admitted: boolean;
  /** Asks the peer for a sign of life within `ms`; false where it cannot be asked. */
  ask(ms: number): boolean;
  /** The reason for closing; null while it is open. */
  readonly ending: string | null;
}

export interface Overdue {
  readonly why: string;
  /** Is there no point in delivering the queue? */
  readonly hopeless: boolean;
}

/** Times of a connection, in milliseconds of the clock that is read once a sweep. */
export class Deadlines {
  heardAt: number;
  /** Last input of any kind, such as the answer to a ping. */
  seenAt = 0;
  /** When the peer last took output, or its queue began. */
  progressAt: number;
  unfinishedSince: number;
  /** When our side was closed; 0 while it is open. */
  endedAt = 0;
  /** The start of its wait for an answer. */
  #owingSince = 0;
  /** When it was last asked for a sign of life. */
  #askedAt = 0;
  /** When everything sent was last known to be acknowledged. */
  #acknowledgedAt = 0;
  /** Since when it has acknowledged nothing, as far as is known, and the number of retransmissions by then. */
  #unacknowledgedSince = 0;
  #repeats = 0;

  constructor(now: number) {
    this.heardAt = this.progressAt = this.unfinishedSince = now;
  }

  /** The exceeded deadline by `now`, or null. */
  overdue(standing: Standing, settings: NetSettings, now: number): Overdue | null {
    // While its input is held up by us, the peer is not late.
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

  /** Asks a silent peer for a sign of life; one that stays silent is gone. */
  #unanswered(standing: Standing, settings: NetSettings, now: number): Overdue | null {
    const { silentMsMax, answerMsMax } = settings;
    this.#giveSign(standing, settings, now);
    const signAt = Math.max(this.heardAt, this.seenAt);
    if (this.#askedAt <= signAt) {
      if (now - signAt > silentMsMax && standing.ask(answerMsMax)) this.#askedAt = now;
      return null;
    }
    // The input that is held up may be the answer.
    if (standing.heldUp) this.#askedAt = now;
    if (now - this.#askedAt <= answerMsMax) return null;
    return { why: `did not say for ${answerMsMax / 1000} s that it is there`, hopeless: true };
  }

  /** Shows a waiting peer that the server is alive: an answer may take long, such as a password behind many others. */
  #giveSign(standing: Standing, { silentMsMax, answerMsMax }: NetSettings, now: number): void {
    if (!standing.owesAnswer) this.#owingSince = now;
    if (standing.queuedBytes > 0) return;
    const silence = now - Math.max(this.#owingSince, this.progressAt);
    if (silence >= silentMsMax / SIGNS_PER_SILENCE) standing.ask(answerMsMax);
  }

  /** How long, by `now`, the peer has left a request for a sign of life unanswered; 0: there is none open. */
  unansweredMs(now: number): number {
    return this.#askedAt <= Math.max(this.heardAt, this.seenAt) ? 0 : now - this.#askedAt;
  }

  /** Was something sent, and nothing received for `ms`? Then it is worth asking the system. */
  doubtful(now: number, ms: number): boolean {
    const signAt = Math.max(this.heardAt, this.seenAt);
    // The clock is coarse: output of the same moment may have been sent afterwards.
    const isSent = this.progressAt >= Math.max(signAt, this.#acknowledgedAt);
    return isSent && now - Math.max(signAt, this.#acknowledgedAt) >= ms;
  }

  /** Records that the peer's system had acknowledged everything by `at`. */
  acknowledged(at: number): void {
    this.#acknowledgedAt = at;
    this.#repeats = 0;
  }

  /** Records that something was unacknowledged at `at`, after `repeats` retransmissions. */
  unacknowledged(repeats: number, settings: NetSettings, at: number): Overdue | null {
    const signAt = Math.max(this.heardAt, this.seenAt, this.#acknowledgedAt);
    // The system resets the count at each acknowledgement.
    const goesOn = this.#repeats > 0 && repeats >= this.#repeats;
    if (!goesOn || this.#unacknowledgedSince <= signAt) this.#unacknowledgedSince = at;
    this.#repeats = repeats;
    const ms = settings.unacknowledgedMsMax;
    if (repeats < REPEATS_MIN || at - this.#unacknowledgedSince < ms) return null;
    return { why: `acknowledged nothing for ${ms / 1000} s`, hopeless: true };
  }

  /** The deadline of a connection without a login. */
  idle(settings: NetSettings, now: number): Overdue | null {
    if (now - this.heardAt <= settings.idleMsMax) return null;
    const why = `not logged in and silent for ${settings.idleMsMax / 1000} s`;
    return { why, hopeless: false };
  }
}
