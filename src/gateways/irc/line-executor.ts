/** Executes the lines of one client in order, a turn at a time, and gathers what each is answered with. */
import type { Answer } from '../../chat/answer.ts';
import { commands } from '../../chat/commands.ts';
import type { Entrance } from '../../chat/entrance.ts';
import type { Transport } from '../../chat/ports.ts';
import type { Command } from '../../chat/request.ts';
import { decodeShort } from '../../protocol/bytes.ts';
import type { Arguments, CommandName } from '../../protocol/contracts.ts';
import { LineReader } from '../../protocol/line-reader.ts';
import { CommandGateway } from '../command-gateway.ts';
import { misfit } from './fitting-arguments.ts';
import { CLIENT_TAGS_BYTES_MAX, type IrcLine, LINE_BYTES_MAX, parseLine } from './line.ts';
import { Reply } from './reply.ts';

/** The first bytes of a line, tags included, are kept up to here. */
const INPUT_BYTES_MAX = CLIENT_TAGS_BYTES_MAX + LINE_BYTES_MAX;

const NOTHING = new Uint8Array(0);
const AT_SIGN = 0x40;
const SPACE = 0x20;

/** What is done with the answer to a command. */
interface Asked {
  readonly reply: Reply;
  readonly answered: (answer: Answer) => void;
}

/** Part of a request, or of the welcome, that is executed in a turn of its own. */
interface Step {
  readonly reply: Reply;
  readonly run: () => void;
}

export abstract class LineExecutor extends CommandGateway<Asked> {
  /** The hub executes a command of this session at this moment. */
  executing = false;
  readonly #server: string;
  readonly #lines = new LineReader(INPUT_BYTES_MAX);
  readonly #steps: Step[] = [];
  /** A line that waits for the answers to messages before it. */
  #line: IrcLine | null = null;
  /** An answer is being turned to lines. */
  #answering = false;
  /** Requests that follow from that answer: executed once it is written, before anything else. */
  readonly #following: (() => void)[] = [];
  #batches = 0;
  /** Why the connection ends after the present request. */
  #quitting: string | null = null;

  /** `server`: the name before its lines. */
  constructor(entrance: Entrance, transport: Transport, server: string) {
    super(entrance, transport, { reply: new Reply(server, null, () => ''), answered: () => {} });
    this.#server = server;
  }

  /** Executes a line. */
  protected abstract perform(line: IrcLine, reply: Reply): void;
  /** May the line be executed while answers to messages are under way? */
  protected abstract flows(line: IrcLine): boolean;
  /** The label of a request; null: it has none. */
  protected abstract labelOf(line: IrcLine): string | null;
  /** Answers a line that is too long, or not UTF-8. */
  protected abstract refuseLine(why: 'too long' | 'not UTF-8', reply: Reply): void;

  // --- CommandGateway ---

  protected push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  protected next(): boolean {
    this.settling = false;
    if (this.#following.length > 0) {
      this.#follow();
      return true;
    }
    const [step] = this.#steps;
    if (step !== undefined) {
      if (this.owesAnswer) return this.#settle();
      this.#steps.shift();
      step.run();
      this.#finish(step.reply);
      return true;
    }
    const line = this.#line;
    if (line !== null) return this.#executeOrWait(line);
    const lines = this.#lines;
    if (!lines.next()) return false;
    this.#read(lines.bytes, lines.start, lines.end, lines.overlong);
    return true;
  }

  protected get held(): number {
    return this.#lines.held;
  }

  protected reply(answer: Answer, { reply, answered }: Asked): Uint8Array {
    this.#answering = true;
    answered(answer);
    this.#answering = false;
    reply.closed();
    return reply.take();
  }

  override answered(number: number, answer: Answer): void {
    super.answered(number, answer);
    // An answer that comes within its request is followed there.
    if (this.executing) return;
    this.#follow();
    this.#quitIfAsked();
  }

  #follow(): void {
    for (;;) {
      const next = this.#following.shift();
      if (next === undefined) return;
      next();
    }
  }

  #settle(): true {
    this.settling = true;
    return true;
  }

  #read(bytes: Uint8Array, start: number, end: number, overlong: boolean): void {
    const reply = this.newReply(null);
    if (this.turnedAway({ reply, answered: () => {} })) return;
    const isLong = overlong || isTooLong(bytes, start, end);
    const text = isLong ? null : decodeShort(bytes, start, end);
    if (text === null) {
      // UTF8ONLY (IRCv3 utf8-only): what is not UTF-8 is refused, and not mended.
      this.refuseLine(isLong ? 'too long' : 'not UTF-8', reply);
      return this.#finish(reply);
    }
    const line = parseLine(withoutControls(text));
    if (line !== null) this.#executeOrWait(line);
  }

  #executeOrWait(line: IrcLine): true {
    if (this.owesAnswer && !this.flows(line)) {
      this.#line = line;
      return this.#settle();
    }
    this.#line = null;
    const reply = this.newReply(this.labelOf(line));
    this.perform(line, reply);
    this.#finish(reply);
    return true;
  }

  #finish(reply: Reply): void {
    reply.closed();
    const bytes = reply.take();
    if (bytes.length > 0) this.answerMyself(bytes);
    this.#quitIfAsked();
  }

  #quitIfAsked(): void {
    if (this.#quitting !== null) this.leave(this.#quitting);
  }

  // --- for the commands ---

  newReply(label: string | null): Reply {
    return new Reply(this.#server, label, () => (++this.#batches).toString(36));
  }

  /** Executes a command of the chat; `answered` gets the answer, and may add lines to `reply`. */
  request<Name extends CommandName>(
    reply: Reply,
    name: Name,
    given: Arguments<Name>,
    answered: (answer: Answer<Name>) => void,
    text: Uint8Array = NOTHING,
  ): void {
    reply.opened();
    const refused = misfit(name, given);
    if (refused !== null) {
      answered(refused);
      return reply.closed();
    }
    const asked = { reply, answered: answered as (answer: Answer) => void };
    const command: Command = commands[name];
    const execute = () => {
      this.executing = true;
      this.command<CommandName>(asked, command, given, text, 0, text.length);
      this.executing = false;
    };
    if (this.#answering) {
      this.#following.push(execute);
      return;
    }
    execute();
    this.#follow();
  }

  /** Has `run` executed later, in a turn of its own, when every answer has come. */
  later(reply: Reply, run: () => void): void {
    reply.opened();
    this.#steps.push({ reply, run });
  }

  /** The same for something that is no part of a request. */
  soon(run: (reply: Reply) => void): void {
    const reply = this.newReply(null);
    this.#steps.push({ reply, run: () => run(reply) });
    // The hub is telling something at this moment: nothing is asked of it before that is done.
    this.transport.waits(true);
    setImmediate(() => this.transport.waits(false));
  }

  /** A request that was kept open is done, but for what is under way for it. */
  release(reply: Reply): void {
    this.#finish(reply);
  }

  /** Ends the connection, and says why, once what is answered to this request is written. */
  quit(why: string): void {
    if (this.owesAnswer) this.leave(why);
    else this.#quitting ??= why;
  }
}

/** Are the tags longer than a client's may be, or the rest (IRCv3 message-tags, "Size limit")? */
function isTooLong(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start <= LINE_BYTES_MAX - 2) return false;
  if (bytes[start] !== AT_SIGN) return true;
  const space = bytes.indexOf(SPACE, start);
  if (space === -1 || space >= end) return true;
  const tags = space + 1 - start;
  return tags > CLIENT_TAGS_BYTES_MAX || end - start - tags > LINE_BYTES_MAX - 2;
}

const CONTROLS = /[\0\r]/g;

/** Characters that no line may hold are ignored (RFC 1459 section 2.3.1). */
function withoutControls(text: string): string {
  return text.replace(CONTROLS, '');
}
