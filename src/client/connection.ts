/** One connection to a server: commands to frames, and frames to replies and messages. */
import { encodeList, encodeLogin, encodeLogout, encodeSendto } from '../protocol/client-frames.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { Result } from '../protocol/frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../protocol/limits.ts';
import { readServerFrame, type ServerFrames } from '../protocol/server-frames.ts';
import type { OpenTransport, Transport, TransportEvents } from './transport.ts';

/** What was asked of the server, as its reply recalls it. A message's text is not kept. */
export type Request =
  | { readonly command: 'login'; readonly name: string }
  | { readonly command: 'list' }
  | { readonly command: 'sendto'; readonly name: string }
  | { readonly command: 'logout' };

export type Reply =
  | { readonly kind: 'ok' }
  /** `reason` may be one that this version does not know; `detail` is for people and may be empty. */
  | { readonly kind: 'failure'; readonly reason: number; readonly detail: string }
  /** The server could not make sense of the request: a bug of the client or of the server. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** Only to `list`. */
  | { readonly kind: 'names'; readonly names: readonly string[] };

/** How a connection came to its end; `why` is for people. */
export interface ConnectionEnd {
  /**
   * It never opened; the server is not to be trusted; it broke or was closed; the server did what the
   * protocol does not allow.
   */
  readonly kind: 'unreachable' | 'untrusted' | 'lost' | 'protocol';
  readonly why: string;
}

/** Who hears what the server says, in the order in which it arrives. */
export interface ConnectionListener {
  opened(): void;
  reply(request: Request, reply: Reply): void;
  message(from: string, text: string): void;
  /** What was sent is on its way: `congested` is false again. */
  drained(): void;
  /** The last call. Nobody will ever know what became of the requests in `owed`. */
  ended(end: ConnectionEnd, owed: readonly Request[]): void;
}

const LIST: Request = { command: 'list' };
const LOGOUT: Request = { command: 'logout' };
const OK: Reply = { kind: 'ok' };

/**
 * A connection that opens at once; requests may be made as soon as it is `opened`. Each gets one reply,
 * in the order of the requests, unless the connection ends first.
 */
export class Connection {
  readonly #listener: ConnectionListener;
  readonly #transport: Transport;
  readonly #reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  readonly #owed: Request[] = [];
  #opened = false;
  #ended = false;

  constructor(open: OpenTransport, listener: ConnectionListener) {
    this.#listener = listener;
    this.#transport = open(this.#transportEvents());
  }

  /** How many requests have no reply yet. */
  get owed(): number {
    return this.#owed.length;
  }

  /** Is more waiting to be sent than is good? */
  get congested(): boolean {
    return this.#transport.congested;
  }

  /** Asks to be known as `name` (1–20 code points). */
  login(name: string): Request {
    return this.#ask({ command: 'login', name }, encodeLogin(name));
  }

  list(): Request {
    return this.#ask(LIST, encodeList());
  }

  /** Asks for `text` (1–65535 code points) to be delivered to `name`. */
  sendto(name: string, text: string): Request {
    return this.#ask({ command: 'sendto', name }, encodeSendto(name, text));
  }

  logout(): Request {
    return this.#ask(LOGOUT, encodeLogout());
  }

  #ask(request: Request, frame: Uint8Array): Request {
    this.#owed.push(request);
    this.#transport.send(frame);
    return request;
  }

  /** Reads nothing more until `resume`; what has arrived is still told. */
  pause(): void {
    this.#transport.pause();
  }

  resume(): void {
    this.#transport.resume();
  }

  /** Closes it. The listener hears nothing more. */
  close(): void {
    this.#ended = true;
    this.#transport.close();
  }

  #transportEvents(): TransportEvents {
    const listener = this.#listener;
    return {
      opened: () => {
        this.#opened = true;
        listener.opened();
      },
      data: (chunk) => this.#read(chunk),
      drained: () => listener.drained(),
      closed: (why, untrusted = false) => {
        if (untrusted) return this.#end({ kind: 'untrusted', why });
        const partial = this.#reader.held > 0 ? ', in the middle of a message' : '';
        this.#end({ kind: this.#opened ? 'lost' : 'unreachable', why: why + partial });
      },
    };
  }

  #read(chunk: Uint8Array): void {
    const reader = this.#reader;
    reader.push(chunk);
    while (!this.#ended && reader.next()) {
      readServerFrame(reader, this.#frames);
    }
    if (reader.error !== null) this.#broken(reader.error);
  }

  readonly #frames: ServerFrames = {
    response: (result, reason, detail) => this.#reply(toReply(result, reason, detail)),
    list: (names) => this.#reply({ kind: 'names', names }),
    message: (from, text) => this.#listener.message(from, text),
    malformed: (why) => this.#broken(why),
  };

  #reply(reply: Reply): void {
    const request = this.#owed[0];
    if (request === undefined) return this.#broken('a reply came that nobody had asked for');
    if (reply.kind === 'names' && request.command !== 'list') {
      return this.#broken(`a list of names came in reply to ${request.command}`);
    }
    this.#owed.shift();
    this.#listener.reply(request, reply);
  }

  /** The server did what the protocol does not allow: nothing after it can be believed. */
  #broken(why: string): void {
    if (this.#ended) return;
    this.#transport.close();
    this.#end({ kind: 'protocol', why });
  }

  #end(end: ConnectionEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#listener.ended(end, this.#owed.splice(0));
  }
}

function toReply(result: Result, reason: number, detail: string): Reply {
  switch (result) {
    case Result.ok:
      return OK;
    case Result.failure:
      return { kind: 'failure', reason, detail };
    case Result.malformed:
      return { kind: 'malformed', detail };
  }
}
