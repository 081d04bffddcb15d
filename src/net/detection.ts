/** Chooses the gateway of a connection by its first bytes: one port serves every kind of client. */
import type { Gateway, OpenGateway, Transport } from '../chat/ports.ts';
import { oneLine } from '../protocol/visible.ts';

/** No gateway here speaks `none`. */
export type Dialect = 'native' | 'tls' | 'http' | 'irc' | 'lines' | 'none';

/** Each opening identifies exactly one protocol. */
const OPENINGS: readonly (readonly [opening: string, dialect: Dialect])[] = [
  // RFC 9110 section 9, and PATCH (RFC 5789).
  ['GET ', 'http'],
  ['HEAD ', 'http'],
  ['POST ', 'http'],
  ['PUT ', 'http'],
  ['DELETE ', 'http'],
  ['CONNECT ', 'http'],
  ['OPTIONS ', 'http'],
  ['TRACE ', 'http'],
  ['PATCH ', 'http'],
  // What clients of IRC begin with, in upper case or lower (RFC 1459 section 2.3 has no case).
  ...['CAP ', 'NICK ', 'USER ', 'PASS ', 'QUIT ', 'WEBIRC '].flatMap(
    (opening) =>
      [
        [opening, 'irc'],
        [opening.toLowerCase(), 'irc'],
      ] as const,
  ),
  // What ZNC has queued from its own clients, before its own opening; lines have these words in lower case only.
  ['JOIN ', 'irc'],
  ['PRIVMSG ', 'irc'],
  ['MODE ', 'irc'],
  ['WHO ', 'irc'],
  ['SSH-', 'none'],
  // The preface of HTTP/2 (RFC 9113 section 3.4).
  ['PRI * HTTP/2.0\r\n', 'none'],
];

const NATIVE_MAX = 0x08;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
/** A TLS record that holds a handshake (RFC 8446 section 5.1). */
const TLS_HANDSHAKE = 0x16;
const SPACE = 0x20;
const DEL = 0x7f;

/** The protocol that `bytes` begin, or null while there is more than one candidate. */
export function detect(bytes: Uint8Array): Dialect | null {
  const first = bytes[0];
  if (first === undefined) return null;
  if (first <= NATIVE_MAX) return 'native';
  if (first === TLS_HANDSHAKE) return 'tls';
  let open = false;
  for (const [opening, dialect] of OPENINGS) {
    const shared = sharedLength(bytes, opening);
    if (shared === opening.length) return dialect;
    if (shared === bytes.length) open = true;
  }
  if (open) return null;
  // 0x80 and above is text that is not ASCII, or telnet's 0xff.
  const text = first === TAB || first === LF || first === CR || (first >= SPACE && first !== DEL);
  return text ? 'lines' : 'none';
}

/** The length of the common prefix of `bytes` and `opening`. */
function sharedLength(bytes: Uint8Array, opening: string): number {
  let length = 0;
  while (length < opening.length && bytes[length] === opening.charCodeAt(length)) length++;
  return length;
}

/** The gateway of each protocol; null where it is not spoken: TLS without a certificate, or inside TLS. */
export type Gateways = Readonly<Record<Exclude<Dialect, 'none'>, OpenGateway | null>>;

/** Waits for the first bytes, and then hands over to their gateway. */
class Detector implements Gateway {
  readonly #gateways: Gateways;
  readonly #transport: Transport;
  #begun: Uint8Array = new Uint8Array(0);

  constructor(gateways: Gateways, transport: Transport) {
    this.#gateways = gateways;
    this.#transport = transport;
  }

  data(chunk: Uint8Array): void {
    this.#begun = this.#begun.length === 0 ? chunk : Buffer.concat([this.#begun, chunk]);
    const dialect = detect(this.#begun);
    if (dialect === null) this.#transport.holds(this.#begun.length, false);
    else this.#makeWay(dialect);
  }

  /** An incomplete opening is a line if nothing follows. */
  ended(): void {
    if (this.#begun.length === 0) this.#transport.end('closed by the client');
    else this.#makeWay('lines');
  }

  resume(): void {}

  closed(): void {}

  #makeWay(dialect: Dialect): void {
    const open = dialect === 'none' ? null : this.#gateways[dialect];
    if (open !== null) return this.#transport.become(open, this.#begun);
    const start = Buffer.from(this.#begun.subarray(0, 16)).toString('latin1');
    const what = dialect === 'none' ? 'something unknown' : dialect.toUpperCase();
    this.#transport.end(`opened with ${what}, which is not spoken here: ${oneLine(start)}`);
  }
}

/** Opens the gateway in `gateways` that a peer's first bytes select. */
export function detecting(gateways: Gateways): OpenGateway {
  return (transport) => new Detector(gateways, transport);
}
