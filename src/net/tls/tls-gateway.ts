/** TLS on the one port: the handshake, and then whatever is spoken inside. */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Gateway, OpenGateway, Transport } from '../../chat/ports.ts';
import type { CertificateSource } from './certificate.ts';
import { clientHello } from './client-hello.ts';
import { handshakeProblem } from './handshake-problem.ts';
import type { HandshakeSlot, Handshakes } from './handshakes.ts';

/** RFC 7301; browsers ask for it, and expect nothing else then. */
const HTTP_1_1 = 'http/1.1';

/** What is spoken inside of TLS. */
export interface InsideTls {
  readonly any: OpenGateway;
  /** After the client has asked for HTTP by ALPN. */
  readonly http: OpenGateway;
}

/** What a handshake takes, from the ClientHello on: buffers of ours and OpenSSL's (measured: 59 KiB). */
export const HANDSHAKE_BYTES = 60 * 1024;

class TlsGateway implements Gateway {
  readonly #certificates: CertificateSource;
  readonly #inside: InsideTls;
  readonly #handshakes: Handshakes;
  readonly #transport: Transport;
  /** The ClientHello, as far as it has come. */
  #begun: Uint8Array = new Uint8Array(0);
  #slot: HandshakeSlot | null = null;
  #waits = false;

  constructor(
    certificates: CertificateSource,
    inside: InsideTls,
    handshakes: Handshakes,
    transport: Transport,
  ) {
    this.#certificates = certificates;
    this.#inside = inside;
    this.#handshakes = handshakes;
    this.#transport = transport;
  }

  data(chunk: Uint8Array): void {
    const transport = this.#transport;
    this.#begun = this.#begun.length === 0 ? chunk : Buffer.concat([this.#begun, chunk]);
    if (this.#slot !== null) return;
    const hello = clientHello(this.#begun);
    if (hello === 'none') return transport.end('TLS handshake failed: opened with no ClientHello');
    transport.holds(this.#begun.length, false, true);
    if (hello === 'partial') return;
    this.#slot = this.#handshakes.enter(transport.address, () => this.#begin());
    // Where it could not begin at once; nobody says more before it is answered.
    this.#waits = !transport.released;
    if (this.#waits) transport.waits(true);
  }

  #begin(): void {
    const transport = this.#transport;
    if (this.#waits) transport.waits(false);
    // From here on the handshake is an unfinished message; its deadline begins, for it may have waited.
    transport.holds(this.#begun.length, true, true);
    const socket = transport.release(this.#begun, HANDSHAKE_BYTES);
    this.#begun = new Uint8Array(0);
    // The listener's streams are sockets; wrapped in TLS they stay on the fast path inside of Node.
    const stream = new TLSSocket(socket as unknown as Socket, {
      isServer: true,
      secureContext: this.#certificates.current.context,
      ALPNProtocols: [HTTP_1_1],
    });
    const left = (): void => this.#slot?.leave();
    socket.on('close', left);
    let established = false;
    // Node hands errors of a server's TLSSocket to `_tlsError` alone once the handshake is done; before, it
    // destroys the socket as well.
    stream.on('_tlsError', (error: Error) => {
      if (established) stream.destroy(error);
      else transport.end(`TLS handshake failed: ${handshakeProblem(error)}`);
    });
    const closed = (): void => transport.end('TLS handshake failed: closed by the client');
    stream.on('close', closed);
    // The end is only heard of a stream that is read; nothing else can be read before `secure`.
    stream.on('end', closed).resume();
    stream.once('secure', () => {
      established = true;
      left();
      stream.off('close', closed).off('end', closed);
      transport.adopt(stream, true, this.#opener(stream.alpnProtocol));
    });
  }

  #opener(alpn: string | false | null): OpenGateway {
    return alpn === HTTP_1_1 ? this.#inside.http : this.#inside.any;
  }

  resume(): void {}

  ended(): void {
    if (this.#slot === null) {
      this.#transport.end('TLS handshake failed: closed by the client');
    }
  }

  /** Only while it waits: what began is heard of by its stream. */
  closed(): void {
    this.#slot?.leave();
  }
}

/** Opens TLS with the current one of `certificates`, and `inside` of it what the client asks for. */
export function tlsGateway(
  certificates: CertificateSource,
  inside: InsideTls,
  handshakes: Handshakes,
): OpenGateway {
  return (transport) => new TlsGateway(certificates, inside, handshakes, transport);
}
