/** Many members of one room, of every kind of client, which read only the start of each text to keep the cost low. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { encodeText, readU32 } from '../../src/protocol/bytes.ts';
import { encodeLogin, encodeSendto } from '../../src/protocol/client-frames.ts';
import type { Arguments, CommandName } from '../../src/protocol/contracts.ts';
import { FrameReader } from '../../src/protocol/frame-reader.ts';
import { FrameType } from '../../src/protocol/frames.ts';
import { encodeJsonFrame } from '../../src/protocol/json-frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX, WEB_SOCKET_SUBPROTOCOL } from '../../src/protocol/limits.ts';
import { until } from './until.ts';

/** seed: the protocol without extensions; lines: as `nc` does; extended and web: they said `hello`. */
export const MEMBER_KINDS = ['lines', 'seed', 'extended', 'web'] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

/** So much of a message is looked at. */
const BEGINNING_BYTES = 64;
const LINE_FEED = 10;

export abstract class Member {
  readonly name: string;
  readonly room: string;
  /** The messages of others: the author, the first word, the size of the text: `alice: 17 (64)`. */
  readonly heard: string[] = [];
  /** How many of its own requests were done. */
  successes = 0;
  /** What was answered otherwise. */
  readonly problems: string[] = [];
  closed = false;

  constructor(name: string, room: string) {
    this.name = name;
    this.room = room;
  }

  /** Logs in and goes into the room, by so many requests. */
  abstract enter(): number;
  abstract say(text: string): void;
  abstract leave(): void;

  protected hears(author: string, beginning: string, bytes: number): void {
    this.heard.push(`${author}: ${/^\S*/.exec(beginning)?.[0]} (${bytes})`);
  }

  /** A message as plain clients get it: `alice: hi`. */
  protected hearsPlainly(told: string, bytes: number): void {
    const end = told.indexOf(': ');
    assert.ok(end > 0, `${told} is from nobody`);
    this.hears(told.slice(0, end), told.slice(end + 2), bytes - end - 2);
  }
}

/** Somebody who is in the room; lines make it where it is not there yet. */
export async function joinRoom(
  kind: MemberKind,
  port: number,
  name: string,
  room: string,
): Promise<Member> {
  const member = await open(kind, port, name, room);
  const requests = member.enter();
  await until(
    () => member.successes >= requests,
    () => `${name} (${kind}) to join: ${member.problems}`,
    () => member.closed,
  );
  return member;
}

function open(kind: MemberKind, port: number, name: string, room: string): Promise<Member> {
  if (kind === 'lines') return LineMember.open(port, name, room);
  if (kind === 'web') return FrameMember.overWebSocket(port, name, room);
  return FrameMember.overTcp(port, name, room, kind === 'extended');
}

async function dial(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

class LineMember extends Member {
  readonly #socket: Socket;
  #beginning = '';
  #bytes = 0;

  private constructor(socket: Socket, name: string, room: string) {
    super(name, room);
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('close', () => {
      this.closed = true;
    });
  }

  static async open(port: number, name: string, room: string): Promise<Member> {
    return new LineMember(await dial(port), name, room);
  }

  enter(): number {
    this.#socket.write(`login ${this.name}\ncreate ${this.room}\njoin ${this.room}\n`);
    return 2;
  }

  say(text: string): void {
    this.#socket.write(`sendto ${this.room} ${text}\n`);
  }

  leave(): void {
    this.#socket.destroy();
  }

  #hear(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      const found = chunk.indexOf(LINE_FEED, at);
      const end = found === -1 ? chunk.length : found;
      const room = Math.max(0, BEGINNING_BYTES - this.#beginning.length);
      this.#beginning += chunk.toString('latin1', at, Math.min(end, at + room));
      this.#bytes += end - at;
      at = end + 1;
      if (found === -1) return;
      this.#take(this.#beginning, this.#bytes);
      this.#beginning = '';
      this.#bytes = 0;
    }
  }

  #take(line: string, bytes: number): void {
    const from = `${this.room}: `;
    if (line === 'Success') this.successes++;
    else if (!line.startsWith(from)) this.problems.push(line);
    // What the room is, for whoever joins it.
    else if (!line.includes('what is said here')) {
      this.hearsPlainly(line.slice(from.length), bytes - from.length);
    }
  }
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', start, end);
}

class FrameMember extends Member {
  readonly #extended: boolean;
  #send: (bytes: Uint8Array) => void = () => {};
  #destroy: () => void = () => {};
  readonly #reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  #lastId = 0;

  private constructor(name: string, room: string, extended: boolean) {
    super(name, room);
    this.#extended = extended;
  }

  static async overTcp(
    port: number,
    name: string,
    room: string,
    extended: boolean,
  ): Promise<Member> {
    const member = new FrameMember(name, room, extended);
    const socket = await dial(port);
    member.#send = (bytes) => socket.write(bytes);
    member.#destroy = () => socket.destroy();
    socket.on('data', (chunk: Buffer) => member.#hear(chunk));
    socket.on('close', () => {
      member.closed = true;
    });
    return member;
  }

  static async overWebSocket(port: number, name: string, room: string): Promise<Member> {
    const member = new FrameMember(name, room, true);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, WEB_SOCKET_SUBPROTOCOL);
    socket.binaryType = 'nodebuffer';
    await once(socket, 'open');
    socket.on('error', () => {});
    member.#send = (bytes) => socket.send(bytes);
    member.#destroy = () => socket.terminate();
    socket.on('message', (message: Buffer) => member.#hear(message));
    socket.on('close', () => {
      member.closed = true;
    });
    return member;
  }

  enter(): number {
    const { name, room } = this;
    if (this.#extended) {
      this.#command('hello', {});
      this.#command('login', { name });
      this.#command('join', { room });
      return 3;
    }
    this.#send(encodeLogin(name));
    this.#send(encodeSendto(room, 'here'));
    return 2;
  }

  say(text: string): void {
    if (this.#extended) this.#command('sendto', { to: this.room }, text);
    else this.#send(encodeSendto(this.room, text));
  }

  leave(): void {
    this.#destroy();
  }

  #command<Name extends CommandName>(command: Name, given: Arguments<Name>, text = ''): void {
    const json = { command, id: ++this.#lastId, ...given };
    this.#send(encodeJsonFrame(FrameType.command, json, encodeText(text)));
  }

  #hear(chunk: Uint8Array): void {
    const reader = this.#reader;
    for (reader.push(chunk); reader.next(); ) {
      const { bytes, start, end } = reader;
      if (reader.type === FrameType.event) this.#hearEvent(bytes, start, end);
      else if (reader.type === FrameType.message) {
        const text = start + 1 + (bytes[start] as number);
        assert.equal(latin1(bytes, start + 1, text), this.room);
        this.hearsPlainly(latin1(bytes, text, Math.min(end, text + BEGINNING_BYTES)), end - text);
      } else if (bytes[start] === 0) this.successes++;
      else this.problems.push(latin1(bytes, start, end));
    }
    assert.equal(reader.error, null);
  }

  #hearEvent(bytes: Uint8Array, start: number, end: number): void {
    const text = start + 4 + readU32(bytes, start);
    const json = JSON.parse(latin1(bytes, start + 4, text)) as Record<string, unknown>;
    if (json.event === 'message') {
      assert.equal(json.to, this.room);
      const beginning = latin1(bytes, text, Math.min(end, text + BEGINNING_BYTES));
      this.hears(String(json.from), beginning, end - text);
    } else if (json.event === 'reply') {
      if (json.result === 'ok') this.successes++;
      else this.problems.push(latin1(bytes, start, end));
    }
  }
}
