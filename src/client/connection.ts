/** One connection to a server: encodes commands as frames, and decodes frames into replies and messages. */
import { encodeText } from '../protocol/bytes.ts';
import { encodeList, encodeLogin, encodeLogout, encodeSendto } from '../protocol/client-frames.ts';
import type { Contract } from '../protocol/contract.ts';
import type { Arguments, CommandName } from '../protocol/contracts.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { FrameType } from '../protocol/frames.ts';
import { encodeJsonFrame, type JsonPayload, readJsonFrame } from '../protocol/json-frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../protocol/limits.ts';
import { asTyped } from '../protocol/manner.ts';
import { readServerFrame, type ServerFrames } from '../protocol/server-frames.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';
import { type Clock, systemClock } from './clock.ts';
import type { ConnectionEnd, ConnectionListener } from './connection-listener.ts';
import { readEvent } from './events.ts';
import { Liveness } from './liveness.ts';
import { Opening } from './opening.ts';
import { Patience } from './patience.ts';
import { readReplyEvent } from './reply-events.ts';
import type { Reply, Request } from './requests.ts';
import { toReply } from './responses.ts';
import type { ServerWay, Transport, TransportEvents } from './transport.ts';

export type { ConnectionEnd, ConnectionListener } from './connection-listener.ts';
export type { RawReply, Reply, Request } from './requests.ts';

/** The connection's own request for a sign of life: any answer will do. */
const SIGN: Request = { command: 'alive' };

/** Extension commands, other than `hello` itself. */
export type OtherCommand = Exclude<
  CommandName,
  'hello' | 'alive' | 'login' | 'list' | 'sendto' | 'logout'
>;

/** Options of a message: the sender's own key for it, the message that it answers, and how it is meant. */
export type SendtoMore = Omit<Arguments<'sendto'>, 'to'>;

/** Those that its author gives: the message that it answers, and how it is meant. */
export type SaidMore = Omit<SendtoMore, 'key'>;

/** A request without a reply; its id if it was a COMMAND, else null; and its size. */
interface Owed {
  readonly request: Request;
  readonly id: number | null;
  readonly bytes: number;
}

/**
 * A connection, which starts to open when constructed; requests may be made once it is `opened`. Each gets one
 * reply, in the order of the requests, unless the connection ends first.
 */
export class Connection {
  readonly #listener: ConnectionListener;
  readonly #transport: Transport;
  readonly #reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  readonly #owed: Owed[] = [];
  readonly #liveness: Liveness;
  readonly #patience: Patience;
  /** The id of the last COMMAND. */
  #id = 0;
  #extended = false;
  /** Does the server know `alive`? */
  #knowsAlive = false;
  /** May the server know how a message is meant? Not once it has refused one for that. */
  #knowsManners = true;
  /** The name of a successful LOGIN on this connection. */
  #name: string | null = null;
  readonly #opening: Opening;
  /** Null until the connection is opened. */
  #vocabulary: Vocabulary | null = null;
  #ended = false;

  constructor(
    { open, loadVocabulary }: ServerWay,
    listener: ConnectionListener,
    clock: Clock = systemClock,
    patience = new Patience(),
  ) {
    this.#listener = listener;
    this.#patience = patience;
    this.#liveness = new Liveness(clock, patience, {
      ask: () => this.#askForSign(),
      underwayBytes: () => this.#owed[0]?.bytes ?? 0,
      silent: (ms, lasted) => this.#silent(ms, lasted),
    });
    this.#transport = open(this.#transportEvents());
    this.#opening = new Opening(loadVocabulary, clock, {
      opened: (vocabulary) => {
        this.#vocabulary = vocabulary;
        this.#liveness.start();
        listener.opened(vocabulary);
      },
      failed: (why) => {
        this.#transport.abort();
        this.#end({ kind: 'unreachable', why });
      },
    });
  }

  /** The number of requests without a reply. */
  get owed(): number {
    return this.#owed.length;
  }

  /** Is more waiting to be sent than is good? */
  get congested(): boolean {
    return this.#transport.congested;
  }

  /** Has the server accepted `hello`? From then on, every command is sent as a COMMAND. */
  get extended(): boolean {
    return this.#extended;
  }

  /** Asks for the extensions. A server that has none, or does not know all of `given`, answers malformed. */
  hello(given: Arguments<'hello'>): Request {
    this.#knowsAlive = given.alive === true;
    return this.#command({ command: 'hello' }, given);
  }

  /** Tells the server that this client is alive; the reply is ignored. */
  sayAlive(): void {
    if (this.#extended && this.#knowsAlive) this.#command(SIGN, {});
  }

  /** Asks for a sign of life now, and gives up the connection if none comes. */
  check(): void {
    this.#liveness.check();
  }

  /** Sends a request without effects, which any server answers. */
  #askForSign(): void {
    // A reply that is owed already serves as the sign.
    if (this.#owed.length > 0) return;
    if (this.#extended && this.#knowsAlive) this.sayAlive();
    // A server without `alive`: `hello` is refused once logged in, which is an answer too.
    else if (this.#extended) this.#command(SIGN, {}, '', 'hello');
    // In the core protocol, LOGIN fails when logged in, and LOGOUT when not.
    else this.#ask(SIGN, this.#name === null ? encodeLogout() : encodeLogin(this.#name));
  }

  #silent(ms: number, lasted: number): void {
    this.#transport.abort();
    const all: Readonly<Record<string, Contract>> = this.#vocabulary?.commands ?? {};
    const long = this.#owed.some(({ request }) => all[request.command]?.texts !== undefined);
    this.#patience.gaveUp(lasted, long);
    this.#end({ kind: 'lost', why: `no answer for ${Math.round(ms / 1000)} s` });
  }

  /** Asks to log in as `name` (1–20 code points); a registered name needs `proof`. */
  login(name: string, proof: Omit<Arguments<'login'>, 'name'> = {}): Request {
    const request: Request = { command: 'login', name };
    if (this.#extended) return this.#command(request, { name, ...proof });
    return this.#ask(request, encodeLogin(name));
  }

  list(): Request {
    const request: Request = { command: 'list' };
    return this.#extended ? this.#command(request, {}) : this.#ask(request, encodeList());
  }

  /**
   * Asks for `text` (1–65535 code points) to be delivered to `name`; `more` needs an `extended` server. A server that
   * does not know how a message is meant gets it as people type it.
   */
  sendto(name: string, text: string, more: SendtoMore = {}): Request {
    const request: Request = { command: 'sendto', name };
    const { as, ...others } = more;
    if (!this.#extended) return this.#ask(request, encodeSendto(name, asTyped(text, as)));
    if (this.#knowsManners) return this.#command(request, { to: name, ...more }, text);
    return this.#command(request, { to: name, ...others }, asTyped(text, as));
  }

  /** The server has refused a message for how it is meant. */
  hasNoManners(): void {
    this.#knowsManners = false;
  }

  logout(): Request {
    const request: Request = { command: 'logout' };
    return this.#extended ? this.#command(request, {}) : this.#ask(request, encodeLogout());
  }

  /** Sends an extension command and its `text`; only for an `extended` server. */
  ask<Name extends OtherCommand>(command: Name, given: Arguments<Name>, text = ''): Request {
    return this.#command({ command }, given, text);
  }

  #command(request: Request, given: object, text = '', command = request.command): Request {
    const id = ++this.#id;
    const json = { command, id, ...given };
    return this.#ask(request, encodeJsonFrame(FrameType.command, json, encodeText(text)), id);
  }

  #ask(request: Request, frame: Uint8Array, id: number | null = null): Request {
    this.#owed.push({ request, id, bytes: frame.length });
    this.#transport.send(frame);
    return request;
  }

  /** Stops reading until `resume`; frames that have arrived are still delivered. */
  pause(): void {
    this.#liveness.stop();
    this.#transport.pause();
  }

  resume(): void {
    if (this.#vocabulary !== null && !this.#ended) this.#liveness.start();
    this.#transport.resume();
  }

  /** Closes the connection. The listener is not called any more. */
  close(): void {
    this.#ended = true;
    this.#opening.stop();
    this.#liveness.stop();
    this.#transport.close();
  }

  /** After `close`: returns the requests that will get no reply. */
  giveUp(): readonly Request[] {
    const owed = this.#owed.splice(0).map(({ request }) => request);
    return owed.filter((request) => request !== SIGN);
  }

  #transportEvents(): TransportEvents {
    const listener = this.#listener;
    return {
      opened: () => this.#opening.through(),
      data: (chunk) => this.#read(chunk),
      drained: () => listener.drained(),
      closed: (why, untrusted = false) => {
        if (untrusted) return this.#end({ kind: 'untrusted', why });
        const partial = this.#reader.held > 0 ? ', in the middle of a message' : '';
        this.#end({ kind: this.#vocabulary === null ? 'unreachable' : 'lost', why: why + partial });
      },
    };
  }

  #read(chunk: Uint8Array): void {
    this.#liveness.heard();
    const reader = this.#reader;
    reader.push(chunk);
    while (!this.#ended && reader.next()) {
      if (reader.type === FrameType.event) this.#event();
      else readServerFrame(reader, this.#frames);
    }
    if (reader.error !== null) this.#broken(reader.error);
  }

  readonly #frames: ServerFrames = {
    response: (result, reason, detail) => this.#reply(toReply(result, reason, detail)),
    list: (names) => this.#reply({ kind: 'names', names }),
    message: (from, text) => this.#listener.message(from, text),
    malformed: (why) => this.#broken(why),
  };

  #event(): void {
    const payload = readJsonFrame(this.#reader);
    if (typeof payload === 'string') return this.#broken(`an EVENT: ${payload}`);
    if (payload.json.event === 'reply') return this.#replyEvent(payload);
    if (!this.#extended || this.#vocabulary === null) {
      return this.#broken('an EVENT came that nobody had asked for');
    }
    if (payload.json.event === 'alive') return this.sayAlive();
    const event = readEvent(this.#vocabulary, payload);
    // A newer server may send events that this version does not know.
    if (event !== null) this.#listener.event(event);
  }

  #replyEvent(payload: JsonPayload): void {
    const owed = this.#owed[0];
    const { id } = payload.json;
    // The server answers null when it could not read the id of a COMMAND.
    if (owed === undefined || owed.id === null || (id !== null && id !== owed.id)) {
      return this.#broken('a reply came that nobody had asked for');
    }
    if (this.#vocabulary === null) return this.#broken('a reply came before anything was asked');
    const reply = readReplyEvent(this.#vocabulary, payload, owed.request);
    if (reply === null) return this.#broken(`the reply to ${owed.request.command} makes no sense`);
    if (owed.request.command === 'hello' && reply.kind === 'ok') this.#extended = true;
    this.#owed.shift();
    if (owed.request !== SIGN) this.#listener.reply(owed.request, reply);
  }

  #reply(reply: Reply): void {
    const owed = this.#owed[0];
    if (owed === undefined) return this.#broken('a reply came that nobody had asked for');
    const { request, id } = owed;
    if (reply.kind === 'names' && request.command !== 'list') {
      return this.#broken(`a list of names came in reply to ${request.command}`);
    }
    // A server that does not know COMMAND answers without an id, and only like this.
    if (id !== null && reply.kind !== 'malformed' && reply.kind !== 'failure') {
      return this.#broken(`success came as RESPONSE in reply to the COMMAND ${request.command}`);
    }
    this.#owed.shift();
    if (request === SIGN) return;
    if (reply.kind === 'ok' && request.command === 'login') this.#name = request.name;
    if (reply.kind === 'ok' && request.command === 'logout') this.#name = null;
    this.#listener.reply(request, reply);
  }

  /** Ends the connection after a protocol violation: nothing the server sends from there on can be believed. */
  #broken(why: string): void {
    if (this.#ended) return;
    this.#transport.close();
    this.#end({ kind: 'protocol', why });
  }

  #end(end: ConnectionEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#opening.stop();
    this.#liveness.stop();
    this.#listener.ended(end, this.giveUp());
  }
}
