/** Do texts arrive as they were sent, in order, from whom they came? Asked of each server before it is measured. */
import { strictEqual } from 'node:assert';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeLogin, encodeSendto } from '../src/protocol/client-frames.ts';
import { FrameReader } from '../src/protocol/frame-reader.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../src/protocol/limits.ts';
import { readServerFrame } from '../src/protocol/server-frames.ts';
import type { ServerKind } from './servers.ts';

const TEXTS = 500;
const ANSWER_MS_MAX = 10_000;
const FROM = 'alice';
const TO = 'bob';
/** A line of IRC, with everything before the text, has at most 512 bytes. */
const IRC_TEXT_CHARACTERS_MAX = 100;
const CHARACTERS = ['a', ' ', 'é', '語', '🙂', ':', '\\', '\t'];

/** @throws AssertionError with the first text that did not arrive as it was sent */
export async function verify(kind: ServerKind): Promise<void> {
  const server = await kind.start();
  const texts = Array.from({ length: TEXTS }, (_, i) => textOf(i, kind.dialect));
  const exchange = kind.dialect === 'native' ? exchangeNative : exchangeIrc;
  const arrived = await exchange(server.port, texts);
  await server.stop();
  for (const [i, text] of texts.entries()) {
    strictEqual(arrived[i], `${FROM}: ${text}`, `${kind.name}: text ${i} did not arrive as sent`);
  }
}

/** A text of 1 to 1000 characters of one to four bytes each; the same at each run. */
function textOf(i: number, dialect: string): string {
  const length = 1 + ((i * 37) % (dialect === 'native' ? 1000 : IRC_TEXT_CHARACTERS_MAX));
  const characters = Array.from({ length }, (_, at) => CHARACTERS[(i + at) % CHARACTERS.length]);
  return `${i} ${characters.join('')}.`;
}

async function exchangeNative(port: number, texts: readonly string[]): Promise<string[]> {
  const arrived: string[] = [];
  let successes = 0;
  const receive = () => {
    const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
    return (chunk: Uint8Array): void => {
      for (reader.push(chunk); reader.next(); ) {
        readServerFrame(reader, {
          response: (result) => {
            if (result === 0) successes++;
          },
          list: () => {},
          message: (from, text) => void arrived.push(`${from}: ${text}`),
          malformed: (why) => void arrived.push(why),
        });
      }
    };
  };
  const to = connect(port, receive());
  to.write(encodeLogin(TO));
  const from = connect(port, receive());
  from.write(encodeLogin(FROM));
  await until(() => successes === 2, 'logins');
  for (const text of texts) from.write(encodeSendto(TO, text));
  await until(() => arrived.length === texts.length, 'messages');
  await until(() => successes === 2 + texts.length, 'acknowledgements');
  to.destroy();
  from.destroy();
  return arrived;
}

async function exchangeIrc(port: number, texts: readonly string[]): Promise<string[]> {
  const arrived: string[] = [];
  let welcomes = 0;
  const receive = () => {
    let rest = '';
    return (chunk: Buffer): void => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() as string;
      for (const line of lines) {
        if (/^\S+ (376|422) /.test(line)) welcomes++;
        const [, from, text] = /^:([^!]+)!\S+ PRIVMSG \S+ :(.*)$/s.exec(line) ?? [];
        if (text !== undefined) arrived.push(`${from}: ${Buffer.from(text, 'latin1')}`);
      }
    };
  };
  const to = connect(port, receive());
  to.write(`NICK ${TO}\r\nUSER u 0 * :u\r\n`);
  const from = connect(port, receive());
  from.write(`NICK ${FROM}\r\nUSER u 0 * :u\r\n`);
  await until(() => welcomes === 2, 'logins');
  for (const text of texts) from.write(`PRIVMSG ${TO} :${text}\r\n`);
  await until(() => arrived.length === texts.length, 'messages');
  to.destroy();
  from.destroy();
  return arrived;
}

function connect(port: number, receive: (chunk: Buffer) => void): Socket {
  return createConnection({ host: '127.0.0.1', port, noDelay: true }).on('data', receive);
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + ANSWER_MS_MAX; !condition(); await sleep(5)) {
    if (Date.now() > deadline) throw new Error(`not all ${what} arrived`);
  }
}
