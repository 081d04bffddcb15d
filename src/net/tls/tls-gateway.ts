/** TLS on the one port: the handshake, and then the protocol inside. */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Gateway, OpenGateway, Transport } from '../../chat/ports.ts';
import type { CertificateSource } from './certificate.ts';
import { clientHello } from './client-hello.ts';
import { handshakeProblem } from './handshake-problem.ts';
import type { HandshakeSlot, Handshakes } from './handshakes.ts';

/** RFC 7301; browsers offer it, and accept nothing else then. */
const HTTP_1_1 = 'http/1.1';

/** The gateways inside TLS. */
export interface InsideTls {
  readonly any: OpenGateway;
  /** For clients that have asked for HTTP by ALPN. */
  readonly http: OpenGateway;
}

/** The memory of a handshake from the ClientHello on: our buffers and OpenSSL's (measured: 59 KiB). */
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
    // True where it could not begin at once; the peer sends nothing more before it is answered.
    this.#waits = !transport.released;
    if (this.#waits) transport.waits(true);
  }

  #begin(): void {
    const transport = this.#transport;
    if (this.#waits) transport.waits(false);
    // From here on the handshake counts as an unfinished message, with a new deadline: it may have waited.
    transport.holds(this.#begun.length, true, true);
    const socket = transport.release(this.#begun, HANDSHAKE_BYTES);
    this.#begun = new Uint8Array(0);
    // The listener's streams are sockets; wrapped in TLS they stay on the fast path inside Node.
    const stream = new TLSSocket(socket as unknown as Socket, {
      isServer: true,
      secureContext: this.#certificates.current.context,
      ALPNProtocols: [HTTP_1_1],
    });
    const left = (): void => this.#slot?.leave();
    socket.on('close', left);
    let established = false;
    // Once the handshake is done, Node hands errors of a server's TLSSocket to `_tlsError` alone; before, it also
    // destroys the socket.
    stream.on('_tlsError', (error: Error) => {
      if (established) stream.destroy(error);
      else transport.end(`TLS handshake failed: ${handshakeProblem(error)}`);
    });
    const closed = (): void => transport.end('TLS handshake failed: closed by the client');
    stream.on('close', closed);
    // Only a stream that is read reports its end; nothing else can be read before `secure`.
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

  /** Only while it waits: later its stream reports the end. */
  closed(): void {
    this.#slot?.leave();
  }
}

/**
 * Opens TLS with the current certificate of `certificates`, and inside it the gateway of `inside` that the client asks
 * for.
 */
export function tlsGateway(
  certificates: CertificateSource,
  inside: InsideTls,
  handshakes: Handshakes,
): OpenGateway {
  return (transport) => new TlsGateway(certificates, inside, handshakes, transport);
}
