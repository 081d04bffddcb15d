/** Ids and times of messages, as tags and references (IRCv3 message-ids, server-time, draft/chathistory). */

/** No id of a stored message holds it. */
const LIVE = '-';

/**
 * Encodes the ids of messages. Those of messages that are not stored begin anew with each start of the server, so
 * `start`, which names it, goes before them.
 */
export class MessageIds {
  readonly #start: string;

  constructor(start: string) {
    this.#start = start;
  }

  encode(id: number): string {
    return id >= 0 ? id.toString(36) : `${this.#start}${LIVE}${(-id).toString(36)}`;
  }

  /** Null: no message here has ever had that id. */
  decode(text: string): number | null {
    const at = text.indexOf(LIVE);
    if (at === -1) return parseBase36(text);
    const live = text.slice(0, at) === this.#start ? parseBase36(text.slice(at + 1)) : null;
    return live === null || live === 0 ? null : -live;
  }
}

function parseBase36(text: string): number | null {
  if (!/^[0-9a-z]{1,11}$/.test(text)) return null;
  const id = Number.parseInt(text, 36);
  return Number.isSafeInteger(id) ? id : null;
}

/** The last time that a Date can hold. */
const LATEST = 8.64e15;

/** `2026-11-23T04:50:00.000Z`: milliseconds are not optional (IRCv3 server-time). */
export function encodeTime(ms: number): string {
  return new Date(Math.max(0, Math.min(ms, LATEST))).toISOString();
}

/** Null: it is no such time. */
export function decodeTime(text: string): number | null {
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || ms < 0 ? null : ms;
}
