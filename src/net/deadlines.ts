/** How long a connection may take over things, and what has gone on for too long. */
import type { NetSettings } from './settings.ts';

/** Somebody who is turned away gets this long to say something that can be answered. */
const REFUSED_MS_MAX = 5000;

/** After our last byte, a peer gets this long to close its side. */
const LINGER_MS_MAX = 2000;

/** How things stand with a connection. */
export interface Standing {
  /** Output that the peer has not taken. */
  readonly queuedBytes: number;
  /** Input of which the rest has not come. */
  readonly unfinishedBytes: number;
  /** Does its input wait for us? */
  readonly heldUp: boolean;
  /** Was there room for it? */
  readonly admitted: boolean;
  /** Is its stream in other hands: in a handshake? */
  readonly released: boolean;
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
  /** When the peer last took something, or its queue began. */
  progressAt: number;
  unfinishedSince: number;
  /** When our side was closed; 0 while it is not. */
  endedAt = 0;

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
    if (standing.unfinishedBytes > 0) {
      if (now - this.unfinishedSince <= settings.unfinishedMsMax) return null;
      const what = standing.released ? 'its TLS handshake' : 'a message';
      return {
        why: `left ${what} unfinished for ${settings.unfinishedMsMax / 1000} s`,
        hopeless: false,
      };
    }
    const mute = !standing.admitted && now - this.heardAt > REFUSED_MS_MAX;
    return mute ? { why: 'turned away', hopeless: false } : null;
  }

  /** The same where nobody is logged in: has nothing been said for too long? */
  idle(settings: NetSettings, now: number): Overdue | null {
    if (now - this.heardAt <= settings.idleMsMax) return null;
    const why = `not logged in and silent for ${settings.idleMsMax / 1000} s`;
    return { why, hopeless: false };
  }
}
