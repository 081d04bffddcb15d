/**
 * A client of a registered person, with many requests under way: plain frames, or COMMANDs after `hello`. Each request
 * gets its answer, or null if the connection was lost and its outcome is unknown.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { decodeText, encodeText } from '../../src/protocol/bytes.ts';
import { encodeAuth, encodeList, encodeSendto } from '../../src/protocol/client-frames.ts';
import type { Arguments, CommandName, ReplyData } from '../../src/protocol/contracts.ts';

type MessageDescription = ReplyData<'history'>['messages'][number];

import { FrameReader } from '../../src/protocol/frame-reader.ts';
import { FrameType, Reason } from '../../src/protocol/frames.ts';
import { encodeJsonFrame, readJsonFrame } from '../../src/protocol/json-frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../../src/protocol/limits.ts';
import { readServerFrame } from '../../src/protocol/server-frames.ts';

export interface Answer {
  readonly ok: boolean;
  /** The reason of a failure; 0 otherwise. */
  readonly reason: number;
  /** The JSON of the EVENT; empty for a plain answer. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Received {
  readonly from: string;
  readonly to: string | null;
  /** Null if the client does not learn it. */
  readonly id: number | null;
  readonly text: string;
}

/** A message on a page. */
export interface Kept extends Received {
  readonly id: number;
  readonly description: MessageDescription;
}

export class AccountClient implements Disposable {
  readonly socket: Socket;
  closed = false;
  /** Called with each message, in order of arrival. */
  onMessage: (message: Received) => void = () => {};
  onEvent: (json: Readonly<Record<string, unknown>>, text: string) => void = () => {};
  readonly #reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  readonly #asked: ((answer: Answer | null) => void)[] = [];
  #lastId = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
      for (const answer of this.#asked.splice(0)) answer(null);
    });
  }

  /** @throws the system's error if nothing listens */
  static async connect(port: number): Promise<AccountClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new AccountClient(socket);
  }

  /** Connects and says `hello`. */
  static async hello(port: number): Promise<AccountClient> {
    const client = await AccountClient.connect(port);
    client.command('hello', {});
    return client;
  }

  /** A plain client that is logged in. */
  static async auth(port: number, name: string, secret: string): Promise<AccountClient> {
    const client = await AccountClient.connect(port);
    const answer = await client.auth(name, secret);
    assert.ok(answer?.ok, `login ${name}: ${JSON.stringify(answer)}`);
    return client;
  }

  /** A client after `hello` and a login or a registration. */
  static async enter(
    port: number,
    how: 'login' | 'register',
    given: Arguments<'login'> & Arguments<'register'>,
  ): Promise<AccountClient> {
    const client = await AccountClient.hello(port);
    const answer = await client.command(how, given);
    assert.ok(answer?.ok, `${how} ${given.name}: ${JSON.stringify(answer)}`);
    return client;
  }

  auth(name: string, secret: string): Promise<Answer | null> {
    return this.request(encodeAuth(name, secret));
  }

  sendto(name: string, text: string): Promise<Answer | null> {
    return this.request(encodeSendto(name, text));
  }

  list(): Promise<Answer | null> {
    return this.request(encodeList());
  }

  command<Name extends CommandName>(
    command: Name,
    given: Arguments<Name>,
    text = '',
  ): Promise<Answer | null> {
    const json = { command, id: ++this.#lastId, ...given };
    return this.request(encodeJsonFrame(FrameType.command, json, encodeText(text)));
  }

  request(frame: Uint8Array): Promise<Answer | null> {
    return new Promise((resolve) => {
      if (this.closed) return resolve(null);
      this.#asked.push(resolve);
      this.socket.write(frame);
    });
  }

  /** The whole stored conversation with `peer`, oldest first. */
  history(peer: string): Promise<Kept[]> {
    return this.#pages((after) => this.command('history', { with: peer, after }), 0);
  }

  /** Messages of others with ids above `after`, oldest first. */
  missed(after: number): Promise<Kept[]> {
    return this.#pages((place) => this.command('missed', { after: place }), after);
  }

  async #pages(ask: (after: number) => Promise<Answer | null>, after: number): Promise<Kept[]> {
    const all: Kept[] = [];
    for (let place = after; ; place = (all.at(-1) as Kept).id) {
      const answer = await ask(place);
      assert.ok(answer?.ok, `a page after ${place}: ${JSON.stringify(answer)}`);
      const page = pageOf(answer);
      all.push(...page);
      if (answer.json.more !== true) return all;
      assert.ok(page.length > 0, 'a page of nothing, and more to come');
    }
  }

  /** Resolves when the connection is gone. */
  async gone(): Promise<void> {
    if (!this.closed) await once(this.socket, 'close');
  }

  #hear(chunk: Buffer): void {
    const reader = this.#reader;
    reader.push(chunk);
    while (reader.next()) {
      if (reader.type === FrameType.event) this.#hearEvent();
      else {
        readServerFrame(reader, {
          response: (result, reason, detail) => {
            assert.ok(result <= 1, `malformed: ${detail}`);
            this.#answer({ ok: result === 0, reason, json: {}, text: '' });
          },
          list: (names) => this.#answer({ ok: true, reason: 0, json: {}, text: names.join('\n') }),
          message: (from, text) => this.onMessage({ from, to: null, id: null, text }),
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
    const text = decodeText(bytes, start, end) ?? assert.fail('an EVENT whose text is not UTF-8');
    if (json.event === 'reply') {
      assert.notEqual(json.result, 'malformed', String(json.why));
      const { reason = Reason.none } = json as { reason?: number };
      this.#answer({ ok: json.result === 'ok', reason, json, text });
    } else if (json.event === 'message') {
      const { from, to, id = null } = json as { from: string; to: string; id?: number };
      this.onMessage({ from, to, id, text });
    } else this.onEvent(json, text);
  }

  #answer(answer: Answer): void {
    const asked = this.#asked.shift() ?? assert.fail('an answer that nobody asked for');
    asked(answer);
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

/** The messages in the answer to `history`, `search` or `missed`. */
export function pageOf({ json, text }: Answer): Kept[] {
  const bytes = encodeText(text);
  let at = 0;
  const page = (json.messages as MessageDescription[]).map((description) => {
    const { id, from, to, bytes: length } = description;
    const own = decodeText(bytes, at, at + length) ?? assert.fail('a text that is not UTF-8');
    at += length;
    return { id, from: from ?? '', to, text: own, description };
  });
  assert.equal(at, bytes.length, 'the texts and their lengths agree');
  return page;
}
