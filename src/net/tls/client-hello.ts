/** Recognizes a complete ClientHello: until it has come, no OpenSSL state is needed. */

/** A record (RFC 8446 section 5.1): type, version, length. */
const RECORD_HEADER_BYTES = 5;
const HANDSHAKE = 22;
/** The largest record, encrypted. */
const RECORD_BYTES_MAX = 16_384 + 256;
/** A handshake message (RFC 8446 section 4): type, length. */
const MESSAGE_HEADER_BYTES = 4;
const CLIENT_HELLO = 1;
/** OpenSSL accepts no longer one either. */
const HELLO_BYTES_MAX = 16_384;

/**
 * Classifies the first `bytes` of a connection: `whole` includes input that OpenSSL will refuse at once; `none` is
 * input that OpenSSL would wait on for ever, though it is no ClientHello.
 */
export function clientHello(bytes: Uint8Array): 'partial' | 'whole' | 'none' {
  const message: number[] = [];
  let have = 0;
  for (let at = 0; ; ) {
    if (bytes.length < at + RECORD_HEADER_BYTES) return 'partial';
    const length = ((bytes[at + 3] as number) << 8) | (bytes[at + 4] as number);
    if (bytes[at] !== HANDSHAKE || length > RECORD_BYTES_MAX) return 'whole';
    if (length === 0) return 'none';
    at += RECORD_HEADER_BYTES;
    const end = Math.min(at + length, bytes.length);
    for (let i = at; i < end && message.length < MESSAGE_HEADER_BYTES; i++) {
      message.push(bytes[i] as number);
    }
    have += end - at;
    at += length;
    const [type = CLIENT_HELLO, high = 0, middle = 0, low = 0] = message;
    // OpenSSL looks at a record when it is complete.
    if (type !== CLIENT_HELLO) return at <= bytes.length ? 'whole' : 'partial';
    if (message.length < MESSAGE_HEADER_BYTES) continue;
    const needed = MESSAGE_HEADER_BYTES + ((high << 16) | (middle << 8) | low);
    if (needed > HELLO_BYTES_MAX) return 'none';
    if (have >= needed && at <= bytes.length) return 'whole';
    if (at > bytes.length) return 'partial';
  }
}
