/** IRC in the messages of a WebSocket (IRCv3 WebSocket): each is one line, without CR LF. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Transport } from '../../chat/ports.ts';
import { CloseCode } from './close-codes.ts';
import type { IrcSubprotocol } from './subprotocols.ts';
import { type BadMessage, WebSocketStream } from './web-socket-stream.ts';

const LF = 0x0a;
const CR = 0x0d;
const END = Buffer.from('\r\n');

const NOTHING = Buffer.alloc(0);

const OTHER_KIND: BadMessage = {
  code: CloseCode.unsupportedData,
  why: 'sent a message of the kind that its subprotocol does not have',
};
const LINES: BadMessage = {
  code: CloseCode.protocolError,
  why: 'sent a message that is more than one line',
};

export class LineStream extends WebSocketStream {
  readonly #isBinary: boolean;
  /** The beginning of a line whose end is written next. */
  #begun: Uint8Array = NOTHING;

  constructor(
    webSocket: WebSocket,
    socket: Duplex,
    transport: Transport,
    subprotocol: IrcSubprotocol,
  ) {
    super(webSocket, socket, transport);
    this.#isBinary = subprotocol === 'binary.ircv3.net';
  }

  /** Text that is not UTF-8 has been refused by then, with 1007 (RFC 6455 section 8.1). */
  protected take(data: Buffer, isBinary: boolean): BadMessage | null {
    if (isBinary !== this.#isBinary) return OTHER_KIND;
    // An end that should not be there does no harm.
    let end = data.length;
    if (data[end - 1] === LF) end--;
    if (data[end - 1] === CR) end--;
    const line = data.subarray(0, end);
    if (line.includes(LF) || line.includes(CR)) return LINES;
    this.emit('data', Buffer.concat([line, END]));
    return null;
  }

  /** Output is cut anywhere: a line that is not whole waits for the rest. */
  write(bytes: Uint8Array, done: () => void): void {
    const all = this.#begun.length === 0 ? bytes : Buffer.concat([this.#begun, bytes]);
    const last = all.lastIndexOf(LF);
    // Copied: the bytes are lent until they are taken.
    this.#begun = last + 1 === all.length ? NOTHING : Buffer.from(all.subarray(last + 1));
    if (last === -1) return process.nextTick(done);
    const options = { binary: this.#isBinary, compress: false, mask: false, fin: true };
    this.socket.cork();
    for (let start = 0; start <= last; ) {
      const end = all.indexOf(LF, start);
      const line = all.subarray(start, all[end - 1] === CR ? end - 1 : end);
      if (end === last) this.webSocket.send(line, options, done);
      else this.webSocket.send(line, options);
      start = end + 1;
    }
    this.socket.uncork();
  }
}
