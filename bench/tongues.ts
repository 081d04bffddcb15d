/** The protocols of the verification, which parses carefully where the load generator is fast. */
import { encodeLogin, encodeSendto } from '../src/protocol/client-frames.ts';
import { FrameReader } from '../src/protocol/frame-reader.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../src/protocol/limits.ts';
import { readServerFrame } from '../src/protocol/server-frames.ts';

/** A message from a server. */
export interface Heard {
  success(): void;
  message(from: string, text: string): void;
}

export interface Tongue {
  /** The longest text. */
  readonly charactersMax: number;
  /** Does a success answer each message? */
  readonly acknowledges: boolean;
  login(name: string): Uint8Array | string;
  sendto(to: string, text: string): Uint8Array | string;
  /** Parses a connection's output chunk by chunk, and passes it to `heard`. */
  listen(heard: Heard): (chunk: Buffer) => void;
}

export const native: Tongue = {
  charactersMax: 1000,
  acknowledges: true,
  login: encodeLogin,
  sendto: encodeSendto,
  listen: (heard) => {
    const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
    return (chunk) => {
      for (reader.push(chunk); reader.next(); ) {
        readServerFrame(reader, {
          response: (result) => {
            if (result === 0) heard.success();
          },
          list: () => {},
          message: (from, text) => heard.message(from, text),
          malformed: (why) => heard.message('malformed', why),
        });
      }
    };
  },
};

export const lines: Tongue = {
  charactersMax: 1000,
  acknowledges: true,
  login: (name) => `login ${name}\n`,
  sendto: (to, text) => `sendto ${to} ${text}\n`,
  listen: (heard) =>
    byLine('\n', (line) => {
      if (line === 'Success') return heard.success();
      const [, from = '', text = line] = /^(\w+): (.*)$/s.exec(line) ?? [];
      heard.message(from, text);
    }),
};

export const irc: Tongue = {
  // A line, with everything before the text, has at most 512 bytes.
  charactersMax: 100,
  acknowledges: false,
  login: (name) => `NICK ${name}\r\nUSER u 0 * :u\r\n`,
  sendto: (to, text) => `PRIVMSG ${to} :${text}\r\n`,
  listen: (heard) =>
    byLine('\r\n', (line) => {
      if (/^\S+ (376|422) /.test(line)) heard.success();
      const [, from, text] = /^:([^!]+)!\S+ PRIVMSG \S+ :(.*)$/s.exec(line) ?? [];
      if (from !== undefined && text !== undefined) heard.message(from, text);
    }),
};

function byLine(lineBreak: string, take: (line: string) => void): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    // In Latin-1, in which no split character is lost.
    const parts = (rest + chunk.toString('latin1')).split(lineBreak);
    rest = parts.pop() as string;
    for (const part of parts) take(Buffer.from(part, 'latin1').toString());
  };
}
