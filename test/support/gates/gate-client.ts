/** A client at one gateway, which sends the hub's commands in the gateway's words, many at a time. */
import assert from 'node:assert/strict';
import { decodeText } from '../../../src/protocol/bytes.ts';
import { FrameReader } from '../../../src/protocol/frame-reader.ts';
import { FrameType, Reason, Result } from '../../../src/protocol/frames.ts';
import { readJsonFrame } from '../../../src/protocol/json-frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../../../src/protocol/limits.ts';
import { readServerFrame } from '../../../src/protocol/server-frames.ts';
import type { Said } from '../chat/talker.ts';
import { NATIVE, type Way, WEB_SOCKET } from '../extended-client.ts';
import { commandFrame, exactLine, roughLine, seedFrame } from './words.ts';

/** An answer as read from the wire. */
export interface GateAnswer {
  /** `refused`: a failure without a reason, as on the line gateway. */
  readonly outcome: 'ok' | keyof typeof Reason | 'refused' | 'malformed' | 'lost';
  /** The JSON of a reply; empty for other answers. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Further content of the answer: lines, names or texts. */
  readonly shown: readonly string[];
}

/** An EVENT; a plain client's message has only a text. */
export interface Told {
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

type Channel = Awaited<ReturnType<Way['open']>>;

const NAMES = new Map(
  Object.entries(Reason).map(([name, reason]) => [reason as number, name as keyof typeof Reason]),
);

const NOTHING = { json: {}, shown: [] };

export abstract class GateClient implements Disposable {
  /** Messages and events not yet taken. */
  readonly told: Told[] = [];
  closed = false;
  onTold: (told: Told) => void = (told) => this.told.push(told);
  readonly #channel: Channel;
  readonly #asked: ((answer: GateAnswer) => void)[] = [];

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.hear(
      (bytes) => this.hear(bytes),
      () => {
        this.closed = true;
        for (const answer of this.#asked.splice(0)) answer({ outcome: 'lost', ...NOTHING });
      },
    );
  }

  /** The bytes of `said`; null if this gateway has no word for it. */
  abstract wordFor(said: Said): Uint8Array | string | null;
  protected abstract hear(bytes: Uint8Array): void;

  /** Sends a command; returns null if this gateway has no word for it. */
  say(...said: Said): Promise<GateAnswer> | null {
    const word = this.wordFor(said);
    return word === null ? null : this.ask(word);
  }

  /** Sends a command that the gateway must know and that must succeed. */
  async does(...said: Said): Promise<GateAnswer> {
    const answer = await (this.say(...said) ?? assert.fail(`no word for ${said[0]}`));
    assert.equal(answer.outcome, 'ok', `${JSON.stringify(said)}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Sends `word`, which has one answer. */
  ask(word: Uint8Array | string): Promise<GateAnswer> {
    return new Promise((resolve) => {
      if (this.closed) return resolve({ outcome: 'lost', ...NOTHING });
      this.#asked.push(resolve);
      this.#channel.send(typeof word === 'string' ? Buffer.from(word) : word);
    });
  }

  /** Tries to log in, in as many steps as this gateway takes. */
  abstract logIn(name: string, password: string | null): Promise<GateAnswer>;

  /** Logs in as `name`, registering it first if `register`. */
  async enter(name: string, password: string | null, register = false): Promise<void> {
    await this.begin();
    if (register) await this.does('register', name, { password: password ?? '' });
    else assert.equal((await this.logIn(name, password)).outcome, 'ok', name);
  }

  /** Sends the greeting, if the gateway has one. */
  async begin(): Promise<void> {}

  protected answered(answer: GateAnswer): void {
    const asked = this.#asked.shift() ?? assert.fail('an answer that nobody asked for');
    asked(answer);
  }

  [Symbol.dispose](): void {
    this.#channel.destroy();
  }
}

/** Frames: of the core, or COMMANDs after `hello`. */
export class FrameGate extends GateClient {
  readonly #reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  readonly #isPlain: boolean;
  #lastId = 0;

  constructor(channel: Channel, isPlain: boolean) {
    super(channel);
    this.#isPlain = isPlain;
  }

  wordFor(said: Said): Uint8Array | null {
    return this.#isPlain ? seedFrame(said) : commandFrame(said, ++this.#lastId);
  }

  override async begin(): Promise<void> {
    if (!this.#isPlain) await this.does('hello');
  }

  async logIn(name: string, password: string | null): Promise<GateAnswer> {
    const options = password === null ? {} : { password };
    return this.say('login', name, options) ?? assert.fail('no word for login');
  }

  protected hear(chunk: Uint8Array): void {
    const reader = this.#reader;
    reader.push(chunk);
    while (reader.next()) {
      if (reader.type === FrameType.event) this.#hearEvent();
      else {
        readServerFrame(reader, {
          response: (result, reason, detail) =>
            this.answered({ outcome: outcomeOf(result, reason), json: {}, shown: [detail] }),
          list: (shown) => this.answered({ outcome: 'ok', json: {}, shown }),
          message: (from, text) => this.onTold({ json: { from }, text }),
          malformed: (why) => assert.fail(`the server broke the protocol: ${why}`),
        });
      }
    }
    assert.equal(reader.error, null);
  }

  #hearEvent(): void {
    const payload = readJsonFrame(this.#reader);
    assert.ok(typeof payload !== 'string', `an EVENT that cannot be read: ${payload}`);
    const { json, bytes, start, end } = payload;
    const text = decodeText(bytes, start, end) ?? assert.fail('a text that is not UTF-8');
    if (json.event !== 'reply') return this.onTold({ json, text });
    const { result, reason } = json;
    const code = result === 'ok' ? 0 : result === 'failure' ? 1 : 2;
    this.answered({ outcome: outcomeOf(code, reason as number), json, shown: [text] });
  }
}

function outcomeOf(result: number, reason: number): GateAnswer['outcome'] {
  if (result === Result.ok) return 'ok';
  if (result === Result.malformed) return 'malformed';
  return NAMES.get(reason) ?? assert.fail(`nobody knows of the reason ${reason}`);
}

const LINE_END = /^(?:Success|Failure(?:: .*)?|Bad username|Bad message|Invalid command)$/;

/** Matches messages: `bob: hi`, `#lunch: bob: hi`. No line of an answer to this client begins like this. */
const MESSAGE = /^(?!#\S+: \d+ member)([^\s:]+)(?: \(to \d+\))?: /;

/** Lines, as `nc` sends them. */
export class LineGate extends GateClient {
  /** Does it also send lines that do not mean exactly the same? */
  isRough = false;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #rest = '';
  #shown: string[] = [];

  wordFor(said: Said): string | null {
    const line = this.isRough ? roughLine(said) : exactLine(said);
    // The answer to `list` has no end mark: the answer to an unknown command serves as one.
    return line === 'list' ? 'list\nno-command\n' : line && `${line}\n`;
  }

  async logIn(name: string, password: string | null): Promise<GateAnswer> {
    const answer = await this.ask(`login ${name}\n`);
    return password === null ? answer : this.ask(`password ${password}\n`);
  }

  protected hear(bytes: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split('\n');
    this.#rest = lines.pop() as string;
    for (const line of lines) this.#hearLine(line);
  }

  #hearLine(line: string): void {
    const [, from] = MESSAGE.exec(line) ?? [];
    if (from !== undefined) return this.onTold({ json: { from }, text: line });
    if (!LINE_END.test(line)) return void this.#shown.push(line);
    const shown = this.#shown;
    this.#shown = [];
    const outcome = line === 'Success' ? 'ok' : line === 'Failure' ? 'refused' : 'malformed';
    this.answered({ outcome, json: {}, shown: [...shown, line] });
  }
}

export interface Gate {
  readonly name: string;
  /** Do its clients say `hello`? */
  readonly isExtended: boolean;
  open(port: number): Promise<GateClient>;
}

export const COMMANDS_OVER_TCP: Gate = {
  name: 'COMMANDs over TCP',
  isExtended: true,
  open: async (port) => new FrameGate(await NATIVE.open(port, {}), false),
};

/** All gateways that can say something. */
export const GATES: readonly Gate[] = [
  COMMANDS_OVER_TCP,
  {
    name: 'COMMANDs over WebSocket',
    isExtended: true,
    open: async (port) => new FrameGate(await WEB_SOCKET.open(port, {}), false),
  },
  {
    name: 'lines',
    isExtended: false,
    open: async (port) => new LineGate(await NATIVE.open(port, {})),
  },
  {
    name: 'the seed’s frames',
    isExtended: false,
    open: async (port) => new FrameGate(await NATIVE.open(port, {}), true),
  },
];
