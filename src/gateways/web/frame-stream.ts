/** The native protocol in the binary messages of a WebSocket: each is one or more whole frames. */
import { readU32 } from '../../protocol/bytes.ts';
import { CLIENT_PAYLOAD_BYTES_MAX, HEADER_BYTES, PROTOCOL_VERSION } from '../../protocol/limits.ts';
import { CloseCode } from './close-codes.ts';
import { type BadMessage, WebSocketStream } from './web-socket-stream.ts';

const WHOLE = { binary: true, compress: false, mask: false, fin: true } as const;
const PART = { ...WHOLE, fin: false } as const;

const TEXT: BadMessage = { code: CloseCode.unsupportedData, why: 'sent a text message' };
const NOT_WHOLE: BadMessage = {
  code: CloseCode.protocolError,
  why: 'sent a message that is not one or more whole frames',
};

export class FrameStream extends WebSocketStream {
  protected take(data: Buffer, isBinary: boolean): BadMessage | null {
    if (!isBinary) return TEXT;
    const whole = wholeFrameBytes(data);
    if (whole > 0) this.emit('data', whole === data.length ? data : data.subarray(0, whole));
    return whole === data.length && whole > 0 ? null : NOT_WHOLE;
  }

  write(bytes: Uint8Array, done: () => void): void {
    this.webSocket.send(bytes, WHOLE, done);
  }

  writePart(bytes: Uint8Array, done: () => void): void {
    this.webSocket.send(bytes, PART, done);
  }
}

/**
 * The number of bytes in `message` that are complete frames. All of it where a header is invalid: the gateway answers
 * that.
 */
function wholeFrameBytes(message: Uint8Array): number {
  let at = 0;
  while (at < message.length) {
    if (message[at] !== PROTOCOL_VERSION) return message.length;
    if (at + HEADER_BYTES > message.length) return at;
    const length = readU32(message, at + 4);
    if (length > CLIENT_PAYLOAD_BYTES_MAX) return message.length;
    const next = at + HEADER_BYTES + length;
    if (next > message.length) return at;
    at = next;
  }
  return at;
}
