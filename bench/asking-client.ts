/** A client of the extensions that runs one command at a time and measures its answer. */
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { encodeText } from '../src/protocol/bytes.ts';
import type { Arguments, CommandName, ReplyData } from '../src/protocol/contracts.ts';
import { FrameReader } from '../src/protocol/frame-reader.ts';
import { FrameType } from '../src/protocol/frames.ts';
import { encodeJsonFrame, readJsonFrame } from '../src/protocol/json-frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../src/protocol/limits.ts';
import { PASSWORD } from './dialects.ts';

/** The answer to a command, and the milliseconds until it was complete. */
export interface Asked<Name extends CommandName> {
  readonly data: ReplyData<Name>;
  readonly ms: number;
}

type Json = Readonly<Record<string, unknown>>;

export class AskingClient {
  /** Called for each message with the bytes of its text. */
  onMessage: (textBytes: number) => void = () => {};
  readonly #socket: Socket;
  readonly #reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  #lastId = 0;
  #replied: (reply: Json) => void = () => {};
  #failed: (error: Error) => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('close', () => this.#failed(new Error('a connection was closed')));
  }

  /** Connects, says hello and logs in as the registered `name`. */
  static open(port: number, name: string): Promise<AskingClient> {
    return AskingClient.#logIn(port, { name, password: PASSWORD });
  }

  /** Does the same as a guest. */
  static guest(port: number, name: string): Promise<AskingClient> {
    return AskingClient.#logIn(port, { name });
  }

  static async #logIn(port: number, given: Arguments<'login'>): Promise<AskingClient> {
    const socket = createConnection({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    const client = new AskingClient(socket);
    await client.ask('hello', {});
    await client.ask('login', given);
    return client;
  }

  /** @throws Error where the answer is not ok */
  async ask<Name extends CommandName>(
    command: Name,
    given: Arguments<Name>,
    text = '',
  ): Promise<Asked<Name>> {
    const id = ++this.#lastId;
    const json = { command, id, ...given };
    const frame = encodeJsonFrame(FrameType.command, json, encodeText(text));
    const startedAt = performance.now();
    const reply = await new Promise<Json>((resolve, reject) => {
      this.#replied = resolve;
      this.#failed = reject;
      this.#socket.write(frame);
    });
    const ms = performance.now() - startedAt;
    if (reply.id !== id || reply.result !== 'ok') {
      throw new Error(`${command} was answered ${JSON.stringify(reply)}`);
    }
    return { data: reply as ReplyData<Name>, ms };
  }

  close(): void {
    this.#failed = () => {};
    this.#socket.destroy();
  }

  #hear(chunk: Uint8Array): void {
    const reader = this.#reader;
    for (reader.push(chunk); reader.next(); ) {
      const payload = readJsonFrame(reader);
      if (typeof payload === 'string') return this.#failed(new Error(payload));
      if (payload.json.event === 'reply') this.#replied(payload.json);
      else if (payload.json.event === 'message') this.onMessage(payload.end - payload.start);
    }
  }
}
