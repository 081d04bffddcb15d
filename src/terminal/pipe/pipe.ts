/** The client in a pipe: a filter that prints only answers and messages on standard output. */
import type { Readable, Writable } from 'node:stream';
import { type Clock, systemClock } from '../../client/clock.ts';
import {
  Connection,
  type ConnectionEnd,
  type ConnectionListener,
  type Reply,
  type Request,
} from '../../client/connection.ts';
import { loadVocabulary } from '../../client/own-vocabulary.ts';
import type { OpenTransport } from '../../client/transport.ts';
import type { BadLine, SeedLine } from '../../protocol/line-grammar.ts';
import { LineReader } from '../../protocol/line-reader.ts';
import { oneLine } from '../../protocol/visible.ts';
import { OutputError } from '../../system/standard-streams.ts';
import { endText, malformedText } from '../presentation/wording.ts';
import { Answers } from '../requests/answers.ts';
import { ReplyDeadline } from '../requests/reply-deadline.ts';
import { ask } from './ask.ts';
import { InputLines } from './input-lines.ts';
import { LineOutput } from './line-output.ts';

/** Four times the longest line that can be sent, to leave room for white space. */
const LINE_BYTES_MAX = 1024 * 1024;

/** Reading of standard input pauses while this many answers wait for a reply or for standard output. */
const ANSWERS_WAITING_MAX = 4096;

export interface PipeStreams {
  readonly input: Readable;
  readonly output: Writable;
  /** Prints a line about a fault on standard error. */
  readonly complain: (text: string) => void;
}

/** Chats with the server at `where`; resolves with the exit status. `clock` is for tests. */
export function chatInPipe(
  where: string,
  open: OpenTransport,
  streams: PipeStreams,
  clock: Clock = systemClock,
): Promise<number> {
  return new Promise((resolve) => new PipeChat(where, open, streams, clock, resolve));
}

class PipeChat implements ConnectionListener {
  readonly #where: string;
  readonly #streams: PipeStreams;
  readonly #resolve: (status: number) => void;
  readonly #connection: Connection;
  readonly #output: LineOutput;
  readonly #answers: Answers;
  readonly #lines = new LineReader(LINE_BYTES_MAX);
  readonly #input: InputLines;
  readonly #deadline = new ReplyDeadline(() => this.#giveUp());
  #inputEnded = false;
  /** Has `exit` or the end of input been read? Then nothing more is sent. */
  #leaving = false;
  #finished = false;

  constructor(
    where: string,
    open: OpenTransport,
    streams: PipeStreams,
    clock: Clock,
    resolve: (status: number) => void,
  ) {
    this.#where = where;
    this.#streams = streams;
    this.#resolve = resolve;
    this.#input = new InputLines(streams.complain);
    this.#output = new LineOutput(streams.output, {
      congested: () => this.#outputCongested(),
      drained: () => this.#outputDrained(),
      failed: (error) => this.#outputFailed(error),
    });
    this.#answers = new Answers((answer) => this.#output.line(answer));
    this.#connection = new Connection({ open, loadVocabulary }, this, clock);
  }

  // --- ConnectionListener ---

  opened(): void {
    const { input } = this.#streams;
    input.on('data', (chunk: Buffer) => {
      this.#lines.push(chunk);
      this.#readLines();
    });
    input.on('end', () => {
      this.#inputEnded = true;
      this.#lines.finish();
      this.#readLines();
    });
    input.on('error', (error) => this.#finish(1, `cannot read standard input: ${error.message}`));
  }

  reply(_request: Request, reply: Reply): void {
    if (reply.kind === 'malformed') this.#streams.complain(malformedText(reply.detail));
    this.#answers.settle(replyText(reply));
    this.#wait();
    this.#readLines();
  }

  message(from: string, text: string): void {
    this.#output.line(`${oneLine(from)}: ${oneLine(text)}`);
  }

  /** Events come only after `hello`, which this client does not send. */
  event(): void {}

  drained(): void {
    this.#readLines();
  }

  ended(end: ConnectionEnd): void {
    this.#finish(1, endText(this.#where, end));
  }

  // --- lines ---

  /** Executes the lines read so far, unless too many answers wait. */
  #readLines(): void {
    const { input } = this.#streams;
    const lines = this.#lines;
    while (!this.#leaving && !this.#finished) {
      if (this.#isHeldUp) {
        input.pause();
        return this.#wait();
      }
      if (lines.next()) {
        this.#execute(this.#input.read(lines));
      } else if (this.#inputEnded) {
        this.#leave();
      } else {
        input.resume();
        return;
      }
    }
  }

  get #isHeldUp(): boolean {
    return (
      this.#answers.waiting >= ANSWERS_WAITING_MAX ||
      this.#connection.congested ||
      this.#output.congested
    );
  }

  #execute(line: SeedLine): void {
    switch (line.kind) {
      case 'blank':
        return;
      case 'bad':
        return this.#answers.say(line.answer);
      case 'help':
        return this.#answers.say('Invalid command' satisfies BadLine);
      case 'exit':
        return this.#leave();
    }
    this.#answers.owe();
    ask(this.#connection, line);
  }

  // --- leaving ---

  #leave(): void {
    this.#leaving = true;
    this.#streams.input.pause();
    this.#wait();
  }

  /** Starts or stops the deadline for replies, so that nothing waits for ever. */
  #wait(): void {
    if (this.#leaving && this.#answers.owed === 0) return this.#finishWhenWritten();
    const isWaiting = this.#leaving || this.#answers.waiting >= ANSWERS_WAITING_MAX;
    // While standard output is stuck, no replies are read, so their absence means nothing.
    if (isWaiting && !this.#output.congested) this.#deadline.restart();
    else this.#deadline.stop();
  }

  #outputCongested(): void {
    if (this.#finished) return;
    this.#connection.pause();
    this.#wait();
  }

  #outputDrained(): void {
    if (this.#finished) return;
    this.#connection.resume();
    this.#wait();
    this.#readLines();
  }

  #outputFailed(error: NodeJS.ErrnoException): void {
    const { status, complaint } = new OutputError(error);
    this.#finish(status, complaint ?? undefined);
  }

  #giveUp(): void {
    const { owed } = this.#answers;
    const replies = owed === 1 ? 'a reply is' : `${owed} replies are`;
    this.#finish(
      1,
      `no reply from ${this.#where} for ${ReplyDeadline.inWords}; ${replies} missing`,
    );
  }

  /** Ends once the system has taken all output: the exit status must not claim success when the disk is full. */
  #finishWhenWritten(): void {
    this.#deadline.stop();
    this.#output.end(() => this.#finish(0));
  }

  #finish(status: number, complaint?: string): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#deadline.stop();
    this.#output.flush();
    this.#connection.close();
    this.#streams.input.destroy();
    this.#input.end();
    if (complaint !== undefined) this.#streams.complain(complaint);
    this.#resolve(status);
  }
}

/** The text that a reply prints on standard output, or null. */
function replyText(reply: Reply): string | null {
  switch (reply.kind) {
    case 'ok':
      return 'Success';
    case 'failure':
      return 'Failure';
    case 'malformed':
      return null;
    case 'names':
      return reply.names.length === 0 ? null : reply.names.map(oneLine).join('\n');
  }
}
