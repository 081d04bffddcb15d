/** One client of IRC: who it is, what it may do, and what it is told. */
import type { Receipt } from '../../chat/answer.ts';
import type { HubEvent } from '../../chat/delivery/event.ts';
import type { Entrance } from '../../chat/entrance.ts';
import type { Name } from '../../chat/name.ts';
import type { Transport } from '../../chat/ports.ts';
import { encodeText } from '../../protocol/bytes.ts';
import { type Reason, reasonTexts } from '../../protocol/frames.ts';
import type { EventFormat } from '../event-formats.ts';
import { Acquaintances } from './acquaintances.ts';
import { Cap, type Capabilities, EVENTS } from './capabilities.ts';
import type { IrcLine } from './line.ts';
import { LineExecutor } from './line-executor.ts';
import { Monitored } from './monitored.ts';
import type { Multiline } from './multiline.ts';
import { hostLine, type IrcNetwork } from './network.ts';
import { Numeric } from './numerics.ts';
import { Opening } from './opening.ts';
import type { IrcHearing, IrcReading } from './parts.ts';
import type { IrcPerson } from './people.ts';
import { RecentNames } from './recent-names.ts';
import { errorLine, type Reply, shownWord } from './reply.ts';
import type { RoomHearer, RoomView } from './room-views.ts';
import { UserModes } from './user-modes.ts';

/** A command of IRC. */
export interface IrcCommand {
  /** The least number of parameters; with fewer, the answer is 461. */
  readonly least?: number;
  /** May it be given before one is registered? */
  readonly early?: true;
  /** May it be executed while answers to messages are under way? */
  readonly flows?: true;
  readonly run: (session: IrcSession, line: IrcLine, reply: Reply) => void;
}

export type IrcCommands = ReadonlyMap<string, IrcCommand>;

/** The parts of a session that are made for it. */
export interface IrcParts {
  readonly commands: IrcCommands;
  readonly hearing: (session: IrcSession) => IrcHearing;
  readonly reading: (session: IrcSession) => IrcReading;
}

export class IrcSession extends LineExecutor implements RoomHearer {
  readonly network: IrcNetwork;
  readonly opening = new Opening();
  caps: Capabilities = 0;
  /** Who is logged in here; null: nobody yet, or no more. */
  person: IrcPerson | null = null;
  /** The rooms that the client has been told it is in, by name. */
  readonly rooms = new Map<string, RoomView>();
  /** The client has been welcomed. */
  ready = false;
  /** It has also been told of its rooms, and of what it missed. */
  isWelcomed = false;
  /** Who is logged in here is about to change, and stays in the rooms. */
  switching = false;
  readonly #acquaintances = new Acquaintances();
  readonly monitored = new Monitored();
  readonly modes = new UserModes();
  /** Whose absence the client was told of lately. */
  readonly awayTold = new RecentNames();
  /** The batch that the client has begun; null: none. */
  multiline: Multiline | null = null;
  readonly #commands: IrcCommands;
  readonly hearing: IrcHearing;
  readonly reading: IrcReading;
  /** Why the person leaves, in their own words. */
  #words: string | null = null;
  #greeted = false;
  #saidFarewell = false;

  constructor(entrance: Entrance, network: IrcNetwork, parts: IrcParts, transport: Transport) {
    super(entrance, transport, network.server);
    this.network = network;
    this.#commands = parts.commands;
    this.hearing = parts.hearing(this);
    this.reading = parts.reading(this);
  }

  has(capability: Capabilities): boolean {
    return (this.caps & capability) !== 0;
  }

  /** The nick, or what stands for it before there is one. */
  get nick(): string {
    if (this.ready && this.person !== null) return this.person.nick;
    return this.opening.nick ?? '*';
  }

  get confidential(): boolean {
    return this.transport.confidential;
  }

  get secure(): boolean {
    return this.transport.secure;
  }

  get address(): string {
    return this.transport.address;
  }

  /** The person of this session, who is logged in. */
  get self(): IrcPerson {
    if (this.person === null) throw new Error('a command of IRC was given before the login');
    return this.person;
  }

  // --- LineExecutor ---

  protected override perform(line: IrcLine, reply: Reply): void {
    if (!this.#greeted) this.#greet(reply);
    const { command: word, parameters } = line;
    const command = this.#commands.get(word);
    if (!this.ready && command?.early !== true) {
      return this.numeric(
        reply,
        Numeric.notRegistered,
        `${shownWord(word)} :You have not registered`,
      );
    }
    if (command === undefined) {
      return this.numeric(reply, Numeric.unknownCommand, `${shownWord(word)} :Unknown command`);
    }
    if (parameters.length < (command.least ?? 0)) return this.tooFew(reply, word);
    command.run(this, line, reply);
  }

  protected override flows({ command }: IrcLine): boolean {
    return this.#commands.get(command)?.flows === true;
  }

  protected override labelOf({ tags }: IrcLine): string | null {
    return (this.has(Cap.labeledResponse) && tags.get('label')) || null;
  }

  protected override refuseLine(why: 'too long' | 'not UTF-8', reply: Reply): void {
    if (why === 'too long') {
      return this.numeric(reply, Numeric.inputTooLong, ':Input line was too long');
    }
    this.fail(reply, '*', 'INVALID_UTF8', 'Message rejected: it is not UTF-8');
  }

  /** From here on the hub tells this session of events. */
  #greet(reply: Reply): void {
    this.#greeted = true;
    this.request(reply, 'hello', { client: 'IRC', events: EVENTS }, () => {});
  }

  protected override get parting(): string | null {
    return this.#words;
  }

  /** While somebody registers, or a batch is open, there is something unfinished, which has a deadline. */
  protected override get held(): number {
    return Math.max(super.held, this.ready ? 0 : 1, this.multiline?.held ?? 0);
  }

  protected override refusal(reason: Reason): Uint8Array {
    this.#saidFarewell = true;
    return encodeText(errorLine(reasonTexts[reason]));
  }

  // --- for the commands ---

  numeric(reply: Reply, number: Numeric, rest: string): void {
    reply.line(`:${this.network.server} ${number} ${this.nick} ${rest}`);
  }

  tooFew(reply: Reply, command: string): void {
    this.numeric(reply, Numeric.needMoreParameters, `${command} :Not enough parameters`);
  }

  /** IRCv3 standard-replies; `context` is of the command. */
  fail(reply: Reply, command: string, code: string, text: string, ...context: string[]): void {
    const words = ['FAIL', command, code, ...context].join(' ');
    reply.line(`:${this.network.server} ${words} :${text}`);
  }

  /** A line of the server's to this session alone. */
  notice(reply: Reply, text: string): void {
    reply.line(`:${this.network.server} NOTICE ${this.nick} :${text}`);
  }

  /** The person has changed, or nobody is logged in here any more. */
  switched(): void {
    this.switching = false;
    if (this.ownName === null) this.#loggedOut();
  }

  /** When the person leaves, others are told `words`; empty: none. */
  says(words: string): void {
    this.#words = words || null;
  }

  /** The session is no longer in `room`. */
  left(room: string): void {
    const view = this.rooms.get(room);
    if (view === undefined) return;
    this.rooms.delete(room);
    this.network.rooms.leave(view, this);
  }

  /** The client has heard of `person` by a message, or written to them. */
  meet(person: IrcPerson): void {
    if (person !== this.person) this.#acquaintances.meet(person);
  }

  /** Does the client know `person` by the nick? */
  knows(person: IrcPerson): boolean {
    return person === this.person || this.#acquaintances.has(person) || this.sees(person);
  }

  /** Is `person` in a room with this one? Of large rooms that is not known. */
  sees(person: IrcPerson): boolean {
    for (const { members } of this.rooms.values()) if (members.has(person.name)) return true;
    return false;
  }

  /** The client has been told who it is, and where. */
  welcomed(): void {
    this.isWelcomed = true;
    this.hearing.release();
  }

  /** Writes what others have caused; false where the client does not read. */
  tell(lines: string | Uint8Array): boolean {
    if (lines.length === 0) return true;
    const bytes = typeof lines === 'string' ? encodeText(lines) : lines;
    if (!this.transport.admits(bytes.length)) return false;
    this.write(bytes);
    return true;
  }

  // --- from the transport and the hub ---

  /** Asks for a sign of life (RFC 1459 section 3.7.2). */
  ask(): boolean {
    // While somebody registers there is a deadline.
    return this.ready && this.tell(`:${this.network.server} PING :${this.network.server}\r\n`);
  }

  protected override farewell(why: string): void {
    if (this.#saidFarewell) return;
    this.#saidFarewell = true;
    this.tell(errorLine(why));
  }

  message(
    from: Name,
    to: Name,
    bytes: Uint8Array,
    start: number,
    end: number,
    stored: Receipt | null,
  ): boolean {
    return this.hearing.message(from, to, bytes.subarray(start, end), stored);
  }

  hear(line: string): void {
    this.hearing.line(line);
  }

  override event(event: HubEvent): boolean {
    return this.hearing.event(event);
  }

  /** What a session hears depends on what it knows already. */
  protected formatOf(): EventFormat {
    throw new Error('a session over IRC encodes events itself');
  }

  override written(): void {
    super.written();
    this.reading.written();
  }

  protected override leave(why: string): void {
    if (this.person !== null) this.reading.leaving();
    super.leave(why);
  }

  override closed(why: string): void {
    super.closed(why);
    // The hub says so only where somebody was logged in at this moment.
    this.#loggedOut();
  }

  override occupied(by: Name | null): void {
    super.occupied(by);
    if (by !== null) this.#became(by.text);
    else if (!this.switching) this.#loggedOut();
  }

  #became(name: string): void {
    const before = this.person;
    if (before?.name === name) return;
    const now = this.network.becomes(before, name, this.opening);
    this.person = now;
    if (before === null || !this.ready) return;
    this.tell(`:${before.source} NICK ${now.nick}\r\n`);
    if (this.has(Cap.chghost)) this.tell(hostLine(before, now));
  }

  #loggedOut(): void {
    const { network, person } = this;
    if (person === null) return;
    this.person = null;
    for (const room of this.rooms.values()) network.rooms.leave(room, this);
    this.rooms.clear();
    this.#acquaintances.clear();
    network.went(this, person);
    // Unless the connection is ending anyway: without a login there is nothing to do over IRC.
    setImmediate(() => {
      if (this.person === null) this.leave('logged out');
    });
  }
}
