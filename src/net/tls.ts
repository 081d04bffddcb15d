/** TLS on the one port: the handshake, and then whatever is spoken inside. */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Gateway, OpenGateway, Transport } from '../chat/ports.ts';
import type { CertificateSource } from './certificate.ts';
import { handshakeProblem } from './handshake-problem.ts';

/** RFC 7301; browsers ask for it, and expect nothing else then. */
const HTTP_1_1 = 'http/1.1';

/** What is spoken inside of TLS. */
export interface InsideTls {
  readonly any: OpenGateway;
  /** After the client has asked for HTTP by ALPN. */
  readonly http: OpenGateway;
}

class TlsGateway implements Gateway {
  readonly #certificates: CertificateSource;
  readonly #inside: InsideTls;
  readonly #transport: Transport;

  constructor(certificates: CertificateSource, inside: InsideTls, transport: Transport) {
    this.#certificates = certificates;
    this.#inside = inside;
    this.#transport = transport;
  }

  /** Called once, with the beginning of the ClientHello. */
  data(unread: Uint8Array): void {
    const transport = this.#transport;
    // From here on the handshake is an unfinished message, with the deadline of one.
    transport.holds(unread.length, false);
    // The listener's streams are sockets; wrapped in TLS they stay on the fast path inside of Node.
    const stream = new TLSSocket(transport.release(unread) as unknown as Socket, {
      isServer: true,
      secureContext: this.#certificates.current.context,
      ALPNProtocols: [HTTP_1_1],
    });
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
      stream.off('close', closed).off('end', closed);
      transport.adopt(stream, true, this.#opener(stream.alpnProtocol));
    });
  }

  #opener(alpn: string | false | null): OpenGateway {
    return alpn === HTTP_1_1 ? this.#inside.http : this.#inside.any;
  }

  resume(): void {}

  ended(): void {}

  closed(): void {}
}

/** Opens TLS with the current one of `certificates`, and `inside` of it what the client asks for. */
export function tlsGateway(certificates: CertificateSource, inside: InsideTls): OpenGateway {
  return (transport) => new TlsGateway(certificates, inside, transport);
}
