/** A client of the extensions, over TCP or WebSocket, with TLS or without: COMMANDs out, EVENTs in. */
import assert from 'node:assert/strict';
import type * as z from 'zod/mini';
import { decodeText, encodeText } from '../../src/protocol/bytes.ts';
import type { Arguments, CommandName, ReplyData } from '../../src/protocol/contracts.ts';
import { events } from '../../src/protocol/event-list.ts';
import type { EventName } from '../../src/protocol/events/events.ts';
import { FrameReader } from '../../src/protocol/frame-reader.ts';
import { FrameType, Result, reasonText } from '../../src/protocol/frames.ts';
import { encodeJsonFrame, readJsonFrame } from '../../src/protocol/json-frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../../src/protocol/limits.ts';
import { readServerFrame } from '../../src/protocol/server-frames.ts';
import {
  type Channel,
  dial,
  dialTls,
  openWebSocket,
  overSocket,
  type WayOptions,
} from './channels.ts';
import { checkReason } from './contract-reasons.ts';
import { assertOnWire, replyTo } from './on-wire.ts';
import { until } from './until.ts';

/** An EVENT with its JSON and text. */
export interface HeardEvent {
  readonly event: string;
  readonly text: string;
  readonly [member: string]: unknown;
}

/** An EVENT, or a frame of the core as a line (`Success`, `bob: hi`). */
export type Heard = HeardEvent | string;

/** The reply to a COMMAND, with its data on success. */
export type Reply<Name extends CommandName> = HeardEvent &
  Partial<ReplyData<Name>> & {
    readonly result: 'ok' | 'failure' | 'malformed';
    readonly reason?: number;
    readonly why?: string;
  };

/** How to reach a server. */
export interface Way {
  readonly name: string;
  readonly secure: boolean;
  open(port: number, options: WayOptions): Promise<Channel>;
}

export const NATIVE: Way = {
  name: 'native',
  secure: false,
  open: async (port, options) => overSocket(await dial(port, options)),
};

export const NATIVE_TLS: Way = {
  name: 'native over TLS',
  secure: true,
  open: async (port, options) => overSocket(await dialTls(port, options)),
};

export const WEB_SOCKET: Way = {
  name: 'WebSocket',
  secure: false,
  open: (port, options) => openWebSocket('ws', port, options),
};

export const WEB_SOCKET_TLS: Way = {
  name: 'WebSocket over TLS',
  secure: true,
  open: (port, options) => openWebSocket('wss', port, options),
};

/** All ways; those over TLS need a server with TLS. */
export const WAYS = [NATIVE, WEB_SOCKET, NATIVE_TLS, WEB_SOCKET_TLS];

export class ExtendedClient implements Disposable {
  /** Frames heard and not yet taken, in order. */
  readonly heard: Heard[] = [];
  closed = false;
  readonly #channel: Channel;
  readonly #reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  /** The commands without a reply, by id. */
  readonly #asked = new Map<number, string>();
  #lastId = 0;

  private constructor(channel: Channel) {
    this.#channel = channel;
    channel.hear(
      (bytes) => this.#hear(bytes),
      () => {
        this.closed = true;
      },
    );
  }

  static async connect(
    port: number,
    way: Way = NATIVE,
    options: WayOptions = {},
  ): Promise<ExtendedClient> {
    return new ExtendedClient(await way.open(port, options));
  }

  /** Connects and says `hello`. */
  static async hello(port: number, way?: Way, options?: WayOptions): Promise<ExtendedClient> {
    const client = await ExtendedClient.connect(port, way, options);
    const { result, server } = await client.ask('hello', {});
    assert.deepEqual([result, server], ['ok', 'chinwag']);
    return client;
  }

  /** Sends a COMMAND and takes its reply out of `heard`; the rest stays. */
  async ask<Name extends CommandName>(
    command: Name,
    given: Arguments<Name>,
    text = '',
  ): Promise<Reply<Name>> {
    return this.reply<Name>(this.command(command, given, text));
  }

  /** Takes the reply to the COMMAND with that id out of `heard`; the rest stays. */
  async reply<Name extends CommandName>(id: number): Promise<Reply<Name>> {
    const isReply = (one: Heard) =>
      typeof one !== 'string' && one.event === 'reply' && one.id === id;
    const reply = await until(
      () => this.heard.find(isReply),
      () =>
        `the reply to ${this.#asked.get(id)}; heard ${JSON.stringify(this.heard)}, ${this.#state}`,
      () => this.closed,
    );
    this.heard.splice(this.heard.indexOf(reply), 1);
    return reply as Reply<Name>;
  }

  /** Sends a COMMAND; returns its id. */
  command<Name extends CommandName>(command: Name, given: Arguments<Name>, text = ''): number {
    const id = ++this.#lastId;
    this.json({ command, id, ...given }, text);
    return id;
  }

  /** Sends a COMMAND with any `json`, valid or not. */
  json(json: object, text = ''): void {
    const { id, command } = json as { id?: unknown; command?: unknown };
    if (typeof id === 'number' && typeof command === 'string') this.#asked.set(id, command);
    this.send(encodeJsonFrame(FrameType.command, json, encodeText(text)));
  }

  send(bytes: Uint8Array): void {
    this.#channel.send(bytes);
  }

  /** The next thing heard. */
  async next(): Promise<Heard> {
    await until(
      () => this.heard.length > 0,
      () => `something from the server (${this.#state})`,
      () => this.closed,
    );
    return this.heard.shift() as Heard;
  }

  /** The next thing heard, which is an EVENT of this kind. */
  async event(kind: EventName): Promise<HeardEvent> {
    const heard = await this.next();
    if (typeof heard === 'string' || heard.event !== kind) {
      throw new Error(`${kind} was to come, and not ${JSON.stringify(heard)}`);
    }
    return heard;
  }

  /** The next message, as `bob: hi`. */
  async message(): Promise<string> {
    const { from, text } = await this.event('message');
    return `${from}: ${text}`;
  }

  /** Resolves when the server has executed everything so far, with the frames not yet taken. */
  async settled(): Promise<Heard[]> {
    await this.ask('list', {});
    return this.heard.splice(0);
  }

  /** Resolves when the connection is gone. */
  async gone(): Promise<void> {
    const what = () => 'the server to close the connection';
    await until(() => this.closed, what);
  }

  get #state(): string {
    return this.closed ? 'closed' : 'open';
  }

  #hear(bytes: Uint8Array): void {
    const reader = this.#reader;
    reader.push(bytes);
    while (reader.next()) {
      if (reader.type === FrameType.event) this.#hearEvent();
      else {
        readServerFrame(reader, {
          response: (result, reason, detail) => {
            if (result === Result.ok) this.heard.push('Success');
            else if (result === Result.malformed) this.heard.push(`Malformed: ${detail}`);
            else this.heard.push(`Failure: ${detail || reasonText(reason)}`);
          },
          list: (names) => this.heard.push(`[${names.join(', ')}]`),
          message: (from, text) => this.heard.push(`${from}: ${text}`),
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
    const { event, ...data } = json;
    assertOnWire(this.#schemaOf(event as EventName, data), data);
    const text = decodeText(bytes, start, end);
    assert.ok(text !== null);
    this.heard.push({ ...json, event: event as string, text });
  }

  #schemaOf(
    kind: EventName,
    { id, result, reason }: { id?: unknown; result?: unknown; reason?: unknown },
  ): z.ZodMiniObject {
    if (kind !== 'reply') return events[kind].members;
    const command = this.#asked.get(id as number);
    this.#asked.delete(id as number);
    if (result === 'ok') return replyTo(command as CommandName);
    if (result === 'failure' && command) checkReason(command as CommandName, Number(reason));
    return events.reply.members;
  }

  [Symbol.dispose](): void {
    this.#channel.destroy();
  }
}
