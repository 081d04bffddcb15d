/** Counts the messages in a server's output while reading as few of its bytes as possible. */

const LINE_FEED = 10;
const SPACE = 32;
const AT_SIGN = 64;

/** Follows the stream of one connection. */
export interface Counter {
  /** The number of messages that ended in `bytes[start, end)`, the next part of the stream. */
  count(bytes: Uint8Array, start: number, end: number): number;
}

/** Counts answers too. */
export interface Answers extends Counter {
  /** Answers so far. */
  readonly replies: number;
}

/** The shapes of messages and replies, where all messages have one size, and all replies. */
export interface Shapes {
  /** The offset of the byte that tells them apart. */
  readonly markAt: number;
  readonly message: { readonly mark: number; readonly bytes: number };
  readonly reply: { readonly mark: number; readonly bytes: number };
}

/** Hops from mark to mark. */
export class HoppingCounter implements Answers {
  /** Replies that ended so far. */
  replies = 0;
  readonly #shapes: Shapes;
  /** The start of the next frame, from the next byte of the stream. */
  #at = 0;
  /** Its size in bytes; 0 until its mark was read. */
  #size = 0;

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  count(bytes: Uint8Array, start: number, end: number): number {
    const { markAt, message, reply } = this.#shapes;
    let at = start + this.#at;
    let size = this.#size;
    let messages = 0;
    for (; ; size = 0) {
      if (size === 0) {
        if (at + markAt >= end) break;
        const mark = bytes[at + markAt];
        if (mark === message.mark) size = message.bytes;
        else if (mark === reply.mark) size = reply.bytes;
        else throw new Error('something came that is neither a message nor a success');
      }
      if (at + size > end) break;
      at += size;
      if (size === message.bytes) messages++;
      else this.replies++;
    }
    this.#at = at - end;
    this.#size = size;
    return messages;
  }
}

/**
 * Counts the lines of IRC that users sent, behind the tags that they may have. All names have the same size; what
 * `own` sent are answers (`echo-message`).
 */
export class TaggedLineCounter implements Answers {
  replies = 0;
  readonly #own: Uint8Array;
  /** The beginning of an unfinished line, in a copy: the buffer is used again. */
  #rest: Uint8Array = new Uint8Array();

  constructor(own: string) {
    this.#own = Buffer.from(own);
  }

  count(bytes: Uint8Array, start: number, end: number): number {
    let messages = 0;
    let at = start;
    if (this.#rest.length > 0) {
      const first = bytes.indexOf(LINE_FEED, start);
      at = first === -1 || first >= end ? end : first + 1;
      const line = Buffer.concat([this.#rest, bytes.subarray(start, at)]);
      if (line.at(-1) !== LINE_FEED) {
        this.#rest = line;
        return 0;
      }
      this.#rest = new Uint8Array();
      messages += this.#messages(line, 0);
    }
    for (let found = 0; at < end; at = found + 1) {
      found = bytes.indexOf(LINE_FEED, at);
      if (found === -1 || found >= end) {
        this.#rest = bytes.slice(at, end);
        break;
      }
      messages += this.#messages(bytes, at);
    }
    return messages;
  }

  /** 1 where another user sent the line at `start`. */
  #messages(bytes: Uint8Array, start: number): 0 | 1 {
    const source = bytes[start] === AT_SIGN ? bytes.indexOf(SPACE, start) + 1 : start;
    if (bytes[source + 1] !== this.#own[0]) return 0;
    for (let i = this.#own.length - 1; i > 0; i--) {
      if (bytes[source + 1 + i] !== this.#own[i]) return 1;
    }
    this.replies++;
    return 0;
  }
}

/** Counts lines whose second character is `letter`: in IRC, those sent by a user. */
export class LineCounter implements Counter {
  readonly #letter: number;
  /** Position in an unfinished line, and whether it is a message. */
  #column = 0;
  #isMessage = false;

  constructor(letter: number) {
    this.#letter = letter;
  }

  count(bytes: Uint8Array, start: number, end: number): number {
    let column = this.#column;
    let isMessage = this.#isMessage;
    let messages = 0;
    for (let at = start; at < end; ) {
      const found = bytes.indexOf(LINE_FEED, at);
      const next = found === -1 || found >= end ? end : found + 1;
      const second = at + 1 - column;
      if (second >= at && second < next) isMessage = bytes[second] === this.#letter;
      column += next - at;
      at = next;
      if (bytes[next - 1] !== LINE_FEED) break;
      if (isMessage) messages++;
      column = 0;
      isMessage = false;
    }
    this.#column = column;
    this.#isMessage = isMessage;
    return messages;
  }
}

const EVENT = 0x90;
const EVENT_LENGTH_AT = 4;
/** The offset of the kind of an EVENT: after its header, the length of its JSON and `{"event":"`. */
const EVENT_KIND_AT = 8 + 4 + '{"event":"'.length;
const EVENT_HEAD_BYTES = EVENT_KIND_AT + 1;
/** No other kind begins with this letter. */
const MESSAGE_KIND = 'm'.charCodeAt(0);

/** Hops over EVENTs of any size, and counts messages. */
export class EventCounter implements Counter {
  readonly #head = new Uint8Array(EVENT_HEAD_BYTES);
  /** Bytes of an unfinished head. */
  #held = 0;
  /** Bytes left of the frame after its head. */
  #left = 0;
  #isMessage = false;

  count(bytes: Uint8Array, start: number, end: number): number {
    let messages = 0;
    for (let at = start; at < end; ) {
      if (this.#left > 0) {
        const step = Math.min(this.#left, end - at);
        this.#left -= step;
        at += step;
      } else if (this.#held === 0 && end - at >= EVENT_HEAD_BYTES) {
        this.#read(bytes, at);
        at += EVENT_HEAD_BYTES;
      } else {
        this.#head[this.#held++] = bytes[at++] as number;
        if (this.#held < EVENT_HEAD_BYTES) continue;
        this.#held = 0;
        this.#read(this.#head, 0);
      }
      if (this.#left === 0 && this.#isMessage) messages++;
    }
    return messages;
  }

  #read(bytes: Uint8Array, at: number): void {
    if (bytes[at + 1] !== EVENT) throw new Error('something came that is no EVENT');
    let length = 0;
    for (let i = 0; i < 4; i++) length = length * 256 + (bytes[at + EVENT_LENGTH_AT + i] as number);
    this.#left = 8 + length - EVENT_HEAD_BYTES;
    this.#isMessage = bytes[at + EVENT_KIND_AT] === MESSAGE_KIND;
  }
}

const BINARY = 0x82;
const PING = 0x89;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/** Hops over the headers of a server's WebSocket frames (RFC 6455 section 5.2); `inner` counts in their payloads. */
export class WebSocketCounter implements Counter {
  readonly #inner: Counter;
  /** The next byte of a header. */
  #headerAt = 0;
  /** Bytes left of the payload. */
  #left = 0;
  #longLength = false;

  constructor(inner: Counter) {
    this.#inner = inner;
  }

  count(bytes: Uint8Array, start: number, end: number): number {
    let messages = 0;
    for (let at = start; at < end; ) {
      if (this.#headerAt > 0 || this.#left === 0) {
        this.#readHeader(bytes[at++] as number);
      } else {
        const next = Math.min(end, at + this.#left);
        messages += this.#inner.count(bytes, at, next);
        this.#left -= next - at;
        at = next;
      }
    }
    return messages;
  }

  #readHeader(byte: number): void {
    const at = this.#headerAt++;
    if (at === 0) {
      if (byte !== BINARY && byte !== PING) throw new Error('a WebSocket frame is not binary');
    } else if (at === 1) {
      if (byte >= LENGTH_64) throw new Error('a WebSocket frame is longer than expected');
      this.#longLength = byte === LENGTH_16;
      this.#left = this.#longLength ? 0 : byte;
      if (!this.#longLength) this.#headerAt = 0;
    } else {
      this.#left = this.#left * 256 + byte;
      if (at === 3) this.#headerAt = 0;
    }
  }
}
