/** The seams of the domain: what it asks of the outside, and what the outside may ask of it. */
import type { Reason } from '../protocol/frames.ts';
import type { Answer, Receipt, Refusal } from './answer.ts';
import type { Event } from './delivery/event.ts';
import type { Name } from './name.ts';

/** The number of a request that is answered later. */
export type Ticket = number;

/**
 * A request is answered; or will be later, and others may be executed meanwhile, up to a bound of the gateway's; or will
 * be later, and no other may be executed before that.
 */
export type Progress = 'answered' | 'later' | 'alone';

/** Takes the answers to the requests of one who asks. */
export interface Replies {
  /** Answers the request that has this number, once. A gateway MUST keep the answers in the order of the requests. */
  answered(number: number, answer: Answer): void;
}

/** One client as the hub sees it. */
export interface Connection extends Replies {
  /**
   * Takes a message for this client: the text `bytes[start, end)` (UTF-8), lent for the time of the
   * call. False when it could not be taken, because the client no longer reads.
   */
  message(
    from: Name,
    to: Name,
    bytes: Uint8Array,
    start: number,
    end: number,
    stored: Receipt | null,
  ): boolean;
  /** Takes an event that the client asked to hear of. False when it could not be taken, because the client no longer reads. */
  event(event: Event): boolean;
  /** Has `Hub.written` called when everything that was said so far has left for the client. */
  tellWhenWritten(): void;
  /** Told as whom somebody has logged in here, or is called from now on; null: nobody is logged in any more. */
  occupied(by: Name | null): void;
  /** Closes the connection, when what was said is delivered; the client is told why where it understands that. */
  dismiss(why: string): void;
  /** For how long, in milliseconds, the client owes a sign that it is there: it was asked for one. 0: it owes none. */
  readonly unansweredMs: number;
  /** Closes the connection at once, without a word: nobody seems to be there. */
  abandon(why: string): void;
}

/** How often people may log in, as guests or with a password; a token that is right waits for nobody. */
export interface LoginGate {
  /** Milliseconds until somebody at `address` may log in; 0: now. */
  waitMs(address: string): number;
  /** A login begins. MUST be told before the password is looked at, which takes a while. */
  began(address: string): void;
  /** Nobody has looked at the password of a login that began: it was none. */
  undone(address: string): void;
}

/** How often names may be registered. */
export interface RegistrationGate {
  /** Why nobody at `address` may register a name now, or none: too fast, or busy where others did. */
  refusal(address: string): Reason | Refusal;
  /** A registration begins. MUST be told before the password is hashed: whoever hangs up meanwhile counts too. */
  began(address: string): void;
  /** Nobody has looked at the password of a registration that began: it was none. */
  undone(address: string): void;
}

/** How often commands may be given without a connection: by one account, and from one address. */
export interface CallGate {
  /** Milliseconds until `account`, or a stranger where it is null, may give one from `address`; 0: now. */
  waitMs(account: number | null, address: string): number;
  /** It gives one. */
  began(account: number | null, address: string): void;
}

/** How often people may try names of rooms, for one that is taken tells that there is such a room. */
export interface RoomNameGate {
  /**
   * Milliseconds until `asker`, an account or the connection of a guest, may try one from `address`; 0: now. Asked
   * before the name is looked at.
   */
  waitMs(asker: string, address: string): number;
  /** One was tried; `taken`: in vain. */
  tried(asker: string, address: string, taken: boolean): void;
}

/** A stream of bytes to and from a peer: a socket, or something that behaves like one. */
export interface PeerStream {
  readonly destroyed: boolean;
  cork(): void;
  uncork(): void;
  /** `done` is called when the bytes were taken, or never will be. */
  write(bytes: Uint8Array, done: () => void): unknown;
  /** Where a `write` is a message of its own: like it, for the beginning of what the next write goes on with. */
  writePart?(bytes: Uint8Array, done: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
  /** Puts bytes that were read back, to be read again. */
  unshift(bytes: Uint8Array): void;
  /** Where the peer can be told why it is closed: what `end` is to say. */
  closing?(why: string): void;
  /** Closes our side when what was written is taken. */
  end(): unknown;
  destroy(): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  /** The peer's side is closed; with a reason where the peer did not mean to. */
  on(event: 'end', listener: (why?: string) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'end', listener: (why?: string) => void): unknown;
}

/**
 * The way to one peer, as a gateway sees it. Output is gathered and written once at the end of a turn of
 * the event loop.
 */
export interface Transport {
  /** Counts up from 1; names the connection in the log. */
  readonly id: number;
  /** The peer's address, without its port. */
  readonly address: string;
  /** Is what travels encrypted? */
  readonly secure: boolean;
  /** May secrets travel: is it encrypted, or on one machine? */
  readonly confidential: boolean;
  /** Why this peer is turned away with the answer to its first message, or null: it is welcome. */
  readonly refusal: Reason | null;
  /** The same for one of those whose requests the peer, a proxy, passes on: may its secrets travel? */
  refusalIf(confidential: boolean): Reason | null;
  /** Where `reserve` made room. Read it after `reserve`, never keep it. */
  readonly output: Uint8Array;
  /** Makes room for `bytes` of output and answers where in `output`; the caller fills all of it at once. */
  reserve(bytes: number): number;
  /** Queues `bytes`, an answer, as they are, without a copy; they must never change again. */
  share(bytes: Uint8Array): void;
  /** The same of what others send, which `admits` has let in: a peer that does not read it is cut off for that. */
  shareMessage(bytes: Uint8Array): void;
  /** May `bytes` of what others send be queued? If not, the peer does not read, and is being cut off. */
  admits(bytes: number): boolean;
  /**
   * May one more message be executed? Not while the peer has replies of its own to read first, is over its
   * rate, or has had its slice of this turn of the event loop: then `resume` is called when it may.
   */
  mayExecute(): boolean;
  /** One more was executed. */
  executed(): void;
  /** What is being executed may take longer than a message does: this connection's slice of time may be over. */
  tookTime(): void;
  /** Nothing more can be executed, because answers are under way; or it can again, and `resume` is called. */
  waits(yes: boolean): void;
  /** Has `Gateway.written` called, once, when everything queued was taken. */
  tellWhenWritten(): void;
  /**
   * Told after each turn at the input: how many bytes the gateway holds of messages that are not
   * whole, and whether any message was finished since the last time (then the deadline starts anew).
   * `handshake`: it is one of TLS, which has a deadline of its own.
   */
  holds(bytes: number, progress: boolean, handshake?: boolean): void;
  /** Told by who wraps the stream: how many bytes of what is not whole it holds itself. */
  underway(bytes: number): void;
  /** Somebody is logged in here (or no longer): the others go first when connections run out. */
  occupied(yes: boolean): void;
  /** A trusted proxy says that the peer is at `address`, in its one form, and whether it speaks TLS to the proxy. */
  comesFrom(address: string, secure: boolean): void;
  /** For how long, in milliseconds, the peer has not answered `Gateway.ask`; 0: it need not, or has. */
  readonly unansweredMs: number;
  /** Delivers what is queued, then closes. Input that still arrives is thrown away. */
  end(why: string): void;
  /** Closes at once; what is queued is lost. */
  cut(why: string): void;
  /** Another gateway goes on from here; it first gets `unread`. */
  become(open: OpenGateway, unread: Uint8Array): void;
  /**
   * Hands the stream over to whoever wraps it in another, with `unread` put back; nothing was written yet.
   * The transport goes on counting the connection, and ends it, as if nothing had arrived. `costs`: bytes that reading
   * it takes there, besides what every connection does.
   */
  release(unread: Uint8Array, costs: number): PeerStream;
  /** Is the stream in other hands? */
  readonly released: boolean;
  /** Goes on over `stream`, which wraps the one that was released. */
  adopt(stream: PeerStream, secure: boolean, open: OpenGateway): void;
}

/** Translates between the bytes of one peer and the hub. */
export interface Gateway {
  /** Bytes arrived; they may be kept, for they are not written to again. */
  data(chunk: Uint8Array): void;
  /** Messages may be executed again. */
  resume(): void;
  /** Everything that was queued has left; see `Transport.tellWhenWritten`. */
  written?(): void;
  /** Does the peer wait for an answer? */
  readonly owesAnswer?: boolean;
  /** Nothing was heard for a while, or the peer hears nothing: asks the peer to say something within `ms`; false where it cannot be asked. */
  ask?(ms: number): boolean;
  /** The server is about to end the connection, by no decision about who is there: the last chance to say so. */
  closing?(why: string): void;
  /** The peer will send nothing more, or nothing more is read because of `why`; it may still read. */
  ended(why?: string): void;
  /** The connection is gone. Called once, last. */
  closed(why: string): void;
}

export type OpenGateway = (transport: Transport) => Gateway;

/** Stands in for a gateway while the stream is in other hands. */
export const NOBODY: Gateway = { data() {}, resume() {}, ended() {}, closed() {} };
