/** The seams of the domain: the interfaces it needs from outside, and those it offers. */
import type { Reason } from '../protocol/frames.ts';
import type { Answer, Receipt, Refusal } from './answer.ts';
import type { HubEvent } from './delivery/event.ts';
import type { Name } from './name.ts';

/** The number of a request that is answered later. */
export type Ticket = number;

/**
 * `answered`: the request was answered; `later`: it will be, and other requests may run meanwhile, up to a bound of the
 * gateway's; `alone`: it will be, and no other request may run before that.
 */
export type Progress = 'answered' | 'later' | 'alone';

/** Receives the answers to one client's requests. */
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
  event(event: HubEvent): boolean;
  /** Has `Hub.written` called once everything queued so far has been written. */
  tellWhenWritten(): void;
  /** The person logged in here has changed, or has a new name; null: nobody is logged in any more. */
  occupied(by: Name | null): void;
  /** Closes the connection once everything queued is written; the client is told why where it understands that. */
  dismiss(why: string): void;
  /** Milliseconds for which the client has owed a sign of life since it was asked for one; 0: it owes none. */
  readonly unansweredMs: number;
  /** Closes the connection at once, without a word, since the client seems dead. */
  abandon(why: string): void;
}

/** Limits logins, as guests or with a password; a valid token is not delayed. */
export interface LoginGate {
  /** Milliseconds until a login from `address` is allowed; 0: now. */
  waitMs(address: string): number;
  /** A login begins. MUST be told before the password is checked, which takes a while. */
  began(address: string): void;
  /** The password of a login that began was never checked, so the login does not count. */
  undone(address: string): void;
}

/** Limits registrations. */
export interface RegistrationGate {
  /**
   * Why no name can be registered from `address` now, or Reason.none: too fast, or busy because of others'
   * registrations.
   */
  refusal(address: string): Reason | Refusal;
  /**
   * A registration begins. MUST be told before the password is hashed: one whose client hangs up meanwhile counts too.
   */
  began(address: string): void;
  /** The password of a registration that began was never hashed, so the registration does not count. */
  undone(address: string): void;
}

/** Limits commands without a connection, per account and per address. */
export interface CallGate {
  /** Milliseconds until `account`, or a stranger where it is null, may send one from `address`; 0: now. */
  waitMs(account: number | null, address: string): number;
  /** A command was sent. */
  began(account: number | null, address: string): void;
}

/** Limits the room names that a person may try, since "taken" reveals that such a room exists. */
export interface RoomNameGate {
  /**
   * Milliseconds until `asker`, an account or the connection of a guest, may try a name from `address`; 0: now. Asked
   * before the name is looked up.
   */
  waitMs(asker: string, address: string): number;
  /** A name was tried; `taken`: it was taken. */
  tried(asker: string, address: string, taken: boolean): void;
}

/** A stream of bytes to and from a peer: a socket, or something that behaves like one. */
export interface PeerStream {
  readonly destroyed: boolean;
  cork(): void;
  uncork(): void;
  /** `done` is called when the bytes were taken, or never will be. */
  write(bytes: Uint8Array, done: () => void): unknown;
  /** Where each `write` is a message of its own: writes the first part of a message that the next write continues. */
  writePart?(bytes: Uint8Array, done: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
  /** Puts bytes back, to be read again. */
  unshift(bytes: Uint8Array): void;
  /** For streams that can tell the peer why they close: sets the reason that `end` sends. */
  closing?(why: string): void;
  /** Closes our side once everything written is taken. */
  end(): unknown;
  destroy(): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  /** The peer's side is closed; with a reason where that was not the peer's intention. */
  on(event: 'end', listener: (why?: string) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'end', listener: (why?: string) => void): unknown;
}

/**
 * The connection to one peer, as a gateway sees it. Output is collected, and written once at the end of a turn of the
 * event loop.
 */
export interface Transport {
  /** Counts up from 1; names the connection in the log. */
  readonly id: number;
  /** The peer's address, without its port. */
  readonly address: string;
  /** Is the connection encrypted? */
  readonly secure: boolean;
  /** May secrets travel: is the connection encrypted, or local to one machine? */
  readonly confidential: boolean;
  /** The reason that answers the peer's first message if it is refused; null: it is welcome. */
  readonly refusal: Reason | null;
  /** The same for one of the clients whose requests the peer, a proxy, passes on: may its secrets travel? */
  refusalIf(confidential: boolean): Reason | null;
  /** The buffer in which `reserve` made room. Read it after `reserve`, never keep it. */
  readonly output: Uint8Array;
  /** Makes room for `bytes` of output and returns the offset in `output`; the caller fills all of it at once. */
  reserve(bytes: number): number;
  /** Queues `bytes`, an answer, without a copy; they must never change again. */
  share(bytes: Uint8Array): void;
  /** The same for others' messages, which `admits` has let in: a peer that does not read them is cut off. */
  shareMessage(bytes: Uint8Array): void;
  /** May `bytes` of others' messages be queued? If not, the peer does not read, and is being cut off. */
  admits(bytes: number): boolean;
  /**
   * May one more message be executed? Not while the peer has replies of its own to read first, is over its rate, or has
   * used its slice of this turn of the event loop: then `resume` is called when it may.
   */
  mayExecute(): boolean;
  /** One more message was executed. */
  executed(): void;
  /** The current request may take longer than a message does: this connection's time slice may be over. */
  tookTime(): void;
  /**
   * `yes`: nothing more can be executed, because answers are under way; otherwise it can again, and `resume` is called.
   */
  waits(yes: boolean): void;
  /** Has `Gateway.written` called, once, when everything queued was taken. */
  tellWhenWritten(): void;
  /**
   * Told after each turn of input: how many bytes of incomplete messages the gateway holds, and whether a message was
   * completed since the last call (then the deadline starts anew). `handshake`: it is a TLS handshake, which has a
   * deadline of its own.
   */
  holds(bytes: number, progress: boolean, handshake?: boolean): void;
  /** Called by a wrapper of the stream: how many bytes of incomplete input it holds itself. */
  underway(bytes: number): void;
  /** Someone is logged in here, or no longer: connections without a login go first when connections run out. */
  occupied(yes: boolean): void;
  /** A trusted proxy reports the peer's `address`, in canonical form, and whether it speaks TLS to the proxy. */
  comesFrom(address: string, secure: boolean): void;
  /** Milliseconds since an unanswered `Gateway.ask`; 0: none is open. */
  readonly unansweredMs: number;
  /** Writes what is queued, then closes. Input that still arrives is discarded. */
  end(why: string): void;
  /** Closes at once; queued output is lost. */
  cut(why: string): void;
  /** Replaces the gateway; the new one first gets `unread`. */
  become(open: OpenGateway, unread: Uint8Array): void;
  /**
   * Hands the stream to a wrapper, with `unread` put back; nothing may have been written yet. The transport still
   * counts the connection, and ends it, as if nothing had arrived. `costs`: bytes of memory that the wrapper needs
   * beyond those of any connection.
   */
  release(unread: Uint8Array, costs: number): PeerStream;
  /** Has the stream been released? */
  readonly released: boolean;
  /** Continues over `stream`, which wraps the released one. */
  adopt(stream: PeerStream, secure: boolean, open: OpenGateway): void;
}

/** Translates between the bytes of one peer and the hub. */
export interface Gateway {
  /** Bytes arrived; they may be kept, since they are not written to again. */
  data(chunk: Uint8Array): void;
  /** Messages may be executed again. */
  resume(): void;
  /** Everything queued has been written; see `Transport.tellWhenWritten`. */
  written?(): void;
  /** Is the peer waiting for an answer? */
  readonly owesAnswer?: boolean;
  /** Nothing was heard for a while, or the peer hears nothing: asks the peer to say something within `ms`; false where it cannot be asked. */
  ask?(ms: number): boolean;
  /** The server is about to end the connection, not because the peer seems dead: the last chance to say so. */
  closing?(why: string): void;
  /** The peer will send nothing more, or nothing more is read because of `why`; it may still read. */
  ended(why?: string): void;
  /** The connection is gone. Called once, last. */
  closed(why: string): void;
}

export type OpenGateway = (transport: Transport) => Gateway;

/** Takes the place of a gateway while the stream is released. */
export const NOBODY: Gateway = { data() {}, resume() {}, ended() {}, closed() {} };
