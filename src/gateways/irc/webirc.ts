/** WEBIRC (ircv3.net/specs/extensions/webirc): a gateway for browsers says at first who its client is. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { Gateway, OpenGateway, Transport } from '../../chat/ports.ts';
import { encodeText } from '../../protocol/bytes.ts';
import { LINE_BYTES_MAX, parseLine } from './line.ts';
import { errorLine } from './reply.ts';

export interface WebircSettings {
  /** What gateways have to know. */
  readonly password: string;
  /** Is a gateway at `address` believed? */
  readonly trusts: (address: string) => boolean;
  /** The address of the client that the gateway at `peer` says is `address`, which is a valid one. */
  readonly client: (address: string, peer: string) => string;
}

const COMMAND = 'WEBIRC ';
const LF = 0x0a;

class WebircOpening implements Gateway {
  readonly #transport: Transport;
  readonly #settings: WebircSettings;
  readonly #open: OpenGateway;
  #begun: Buffer = Buffer.alloc(0);

  constructor(transport: Transport, settings: WebircSettings, open: OpenGateway) {
    this.#transport = transport;
    this.#settings = settings;
    this.#open = open;
  }

  data(chunk: Uint8Array): void {
    this.#begun = Buffer.concat([this.#begun, chunk]);
    const begun = this.#begun;
    const start = begun.subarray(0, COMMAND.length).toString('latin1').toUpperCase();
    // A client of a gateway that says nothing of it, or one on the gateway's own machine.
    if (!COMMAND.startsWith(start)) return this.#transport.become(this.#open, begun);
    const end = begun.indexOf(LF);
    if (end === -1 && begun.length < LINE_BYTES_MAX)
      return this.#transport.holds(begun.length, false);
    const isLong = end === -1 || end >= LINE_BYTES_MAX;
    const why = isLong ? 'the line was too long' : this.#introduced(begun.toString('utf8', 0, end));
    if (why === null) return this.#transport.become(this.#open, begun.subarray(end + 1));
    const answer = encodeText(errorLine(`WEBIRC: ${why}`));
    const at = this.#transport.reserve(answer.length);
    this.#transport.output.set(answer, at);
    this.#transport.end(`WEBIRC: ${why}`);
  }

  /** Takes the client's address; or returns why not. */
  #introduced(text: string): string | null {
    const { password, client } = this.#settings;
    const transport = this.#transport;
    const [given = '', , , address = '', options = ''] =
      parseLine(text.replace('\r', ''))?.parameters ?? [];
    if (!isSame(given, password)) return 'the password is wrong';
    // An address may begin with a colon only behind a 0.
    const plain = address.replace(/^0::/, '::');
    if (isIP(plain) === 0) return 'there is no address';
    const isSecure = options.split(' ').some((one) => /^secure(?:=|$)/.test(one));
    transport.comesFrom(client(plain, transport.address), isSecure);
    return null;
  }

  ended(): void {
    this.#transport.end('closed by the client');
  }

  resume(): void {}

  closed(): void {}
}

/** Compares in a time that tells nothing of what is the same. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Expects WEBIRC on connections from trusted gateways, where it is taken at all, and then calls `open`. */
export function behindGateways(settings: WebircSettings | null, open: OpenGateway): OpenGateway {
  if (settings === null) return open;
  return (transport) =>
    settings.trusts(transport.address)
      ? new WebircOpening(transport, settings, open)
      : open(transport);
}
