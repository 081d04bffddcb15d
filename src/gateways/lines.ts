/**
 * The line gateway: commands as lines of text, for `nc`, telnet and scripts that send what was typed and print what
 * comes back. Its answers are those that the terminal client prints.
 */
import { type Answer, type Receipt, reasonOf } from '../chat/answer.ts';
import { commands } from '../chat/commands.ts';
import type { HubEvent } from '../chat/delivery/event.ts';
import type { Entrance } from '../chat/entrance.ts';
import type { Name } from '../chat/name.ts';
import type { OpenGateway, Transport } from '../chat/ports.ts';
import type { Command } from '../chat/request.ts';
import { copyBytes, decodeLenient, decodeShort, encodeText } from '../protocol/bytes.ts';
import type { CommandName } from '../protocol/contracts.ts';
import { withoutFormatting } from '../protocol/formatting.ts';
import { Reason, reasonTexts } from '../protocol/frames.ts';
import { TEXT_BYTES_MAX } from '../protocol/limits.ts';
import type { BadLine } from '../protocol/line-grammar.ts';
import { LineReader } from '../protocol/line-reader.ts';
import {
  parseTypedLine,
  refuseTypedLine,
  type TypedCommand,
  type TypedLine,
} from '../protocol/typed-lines.ts';
import { helpLines, helpOf, isTypedName, usageOf } from '../protocol/usage.ts';
import { oneLine } from '../protocol/visible.ts';
import { CommandGateway } from './command-gateway.ts';
import type { EventFormat } from './event-formats.ts';
import { type Inquiry, replyLines } from './line-views.ts';
import { noteOn } from './message-note.ts';
import { lineEvents } from './plain-events.ts';
import { RosterCache, rosterLines } from './roster-cache.ts';
import { TelnetFilter } from './telnet-filter.ts';

/** The longest line that may be valid, with room for white space around its words. */
const LINE_BYTES_MAX = TEXT_BYTES_MAX + 1024;

const SUCCESS = encodeText('Success\n');
const FAILURE = encodeText('Failure\n');
const HELP = encodeText(`${helpLines('lines').join('\n')}\n`);

const BAD: Readonly<Record<BadLine, Uint8Array>> = {
  'Bad username': encodeText('Bad username\n'),
  'Bad message': encodeText('Bad message\n'),
  'Invalid command': encodeText('Invalid command\n'),
};

/**
 * The first line of an HTTP request with any method. A page whose host name leads here (DNS rebinding) may send any
 * word as the method, and commands of its choice after it.
 */
const REQUEST_LINE = /^\S+ \S+ HTTP\/\d/;
const NOT_IMPLEMENTED = encodeText(
  'HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
);

const SEPARATOR = encodeText(': ');
const LF = 0x0a;

/** The arguments of `sendto`: one object for all, since it is lent while they are executed. */
const RECIPIENT = { to: '' };

/** For lines of the seed, whose answers have no view. */
const NOTHING_ASKED: Inquiry = { word: '', command: 'login', with: '' };

class LineGateway extends CommandGateway<Inquiry> {
  readonly #rosters: RosterCache;
  readonly #telnet = new TelnetFilter();
  readonly #lines = new LineReader(LINE_BYTES_MAX);
  #begun = false;
  /** The registered name of a login that was refused for want of a password: `password` completes it. */
  #wanted: string | null = null;

  constructor(entrance: Entrance, rosters: RosterCache, transport: Transport) {
    super(entrance, transport, NOTHING_ASKED);
    this.#rosters = rosters;
  }

  // --- CommandGateway ---

  protected push(chunk: Uint8Array): void {
    this.#lines.push(this.#telnet.strip(chunk));
  }

  protected next(inputEnded: boolean): boolean {
    const lines = this.#lines;
    if (inputEnded) lines.finish();
    if (!lines.next()) return false;
    // Most lines are short and ASCII.
    const text = decodeShort(lines.bytes, lines.start, lines.end);
    if (!this.#begun && text !== null && isRequest(text, lines.overlong)) {
      return this.#refuseRequest();
    }
    this.#begun = true;
    if (text !== null && !lines.overlong) this.#execute(parseTypedLine(text, 'lines'));
    else this.#refuse(lines.bytes.subarray(lines.start, lines.end));
    return true;
  }

  protected get held(): number {
    return this.#lines.held;
  }

  protected refusal(reason: Reason): Uint8Array {
    return encodeText(`Failure: ${reasonTexts[reason]}\n`);
  }

  protected reply(answer: Answer, inquiry: Inquiry): Uint8Array {
    if (answer === Reason.none) return SUCCESS;
    const reason = reasonOf(answer);
    if (reason !== Reason.none) {
      if (reason !== Reason.passwordNeeded && reason !== Reason.wrongPassword) this.#wanted = null;
      return FAILURE;
    }
    if (typeof answer === 'number') return SUCCESS;
    if ('kind' in answer) return this.#rosters.encoded(answer);
    return 'data' in answer ? replyLines(inquiry, answer) : SUCCESS;
  }

  #execute(line: TypedLine<'lines'>): void {
    switch (line.kind) {
      case 'blank':
        return;
      case 'bad':
        return this.#answer(BAD[line.answer]);
      case 'help':
        return this.#answer('about' in line ? helpAbout(line.about) : HELP);
      case 'exit':
        return this.leave('exit');
      case 'login':
        this.#wanted = line.name;
        return this.command(NOTHING_ASKED, commands.login, { name: line.name });
      case 'password': {
        if (this.#wanted === null) return this.#answer(BAD['Invalid command']);
        const proof = { name: this.#wanted, password: line.password };
        return this.command(NOTHING_ASKED, commands.login, proof);
      }
      case 'list':
        return this.command(NOTHING_ASKED, commands.list);
      case 'logout':
        return this.command(NOTHING_ASKED, commands.logout);
      case 'sendto': {
        // The text is the rest of the line, so its bytes are at hand.
        const { bytes, end } = this.#lines;
        const start = end - Buffer.byteLength(line.text);
        RECIPIENT.to = line.name;
        return this.command(NOTHING_ASKED, commands.sendto, RECIPIENT, bytes, start, end);
      }
      case 'asked':
        return this.#ask(line);
    }
  }

  #ask({ word, command, given, text }: TypedCommand<'lines'>): void {
    const inquiry = { word, command, with: 'with' in given ? (given.with ?? '') : '' };
    const entry: Command = commands[command];
    if (text === '') return this.command<CommandName>(inquiry, entry, given);
    const { bytes, end } = this.#lines;
    this.command<CommandName>(inquiry, entry, given, bytes, end - Buffer.byteLength(text), end);
  }

  /** Answers a line that is too long, or not UTF-8, with the error of its command. */
  #refuse(bytes: Uint8Array): void {
    this.#answer(BAD[refuseTypedLine(parseTypedLine(decodeLenient(bytes), 'lines'))]);
  }

  #refuseRequest(): true {
    this.write(NOT_IMPLEMENTED);
    this.leave('opened with an HTTP request of an unknown method');
    return true;
  }

  #answer(bytes: Uint8Array): void {
    if (!this.turnedAway(NOTHING_ASKED)) this.answerMyself(bytes);
  }

  // --- Connection: from the hub ---

  protected formatOf(event: HubEvent): EventFormat {
    return lineEvents.of(event, this.ownName);
  }

  message(
    from: Name,
    _to: Name,
    bytes: Uint8Array,
    start: number,
    end: number,
    stored: Receipt | null,
  ): boolean {
    const note = stored === null ? '' : noteOn(stored);
    const separator = note === '' ? SEPARATOR : encodeText(`${note}: `);
    if (isPlain(bytes, start, end)) {
      return this.#writeMessage(from.utf8, separator, bytes, start, end);
    }
    const said = withoutFormatting(decodeLenient(bytes.subarray(start, end)));
    const text = encodeText(oneLine(said));
    return this.#writeMessage(from.utf8, separator, text, 0, text.length);
  }

  /** Writes a message whose text, `bytes[start, end)`, is one safe line. */
  #writeMessage(
    name: Uint8Array,
    separator: Uint8Array,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): boolean {
    const { transport } = this;
    const length = name.length + separator.length + end - start + 1;
    if (!transport.admits(length)) return false;
    const at = transport.reserve(length);
    const { output } = transport;
    const separatorAt = at + name.length;
    copyBytes(name, 0, name.length, output, at);
    copyBytes(separator, 0, separator.length, output, separatorAt);
    copyBytes(bytes, start, end, output, separatorAt + separator.length);
    output[at + length - 1] = LF;
    return true;
  }
}

/** The usage of `command`, and what it does. */
function helpAbout(command: string): Uint8Array {
  const usage = isTypedName(command) ? usageOf(command, 'lines') : null;
  if (!isTypedName(command) || usage === null) return BAD['Invalid command'];
  return encodeText(`${usage}\n${helpOf(command).line}\n`);
}

/** Is this first line one of an HTTP request? An overlong one is cut before its end. */
function isRequest(line: string, overlong: boolean): boolean {
  return REQUEST_LINE.test(line) || (overlong && /^\S+ +(?:\/|https?:)/i.test(line));
}

/** Can the text be shown unchanged? Most can. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte < 0x20 || byte >= 0x7f) return false;
  }
  return true;
}

/** Opens line gateways to a hub through its `entrance`. */
export function lineGateway(entrance: Entrance): OpenGateway {
  const rosters = new RosterCache(rosterLines);
  return (transport) => new LineGateway(entrance, rosters, transport);
}
