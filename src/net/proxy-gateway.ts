/** Reads the PROXY protocol at the beginning of connections from trusted proxies. */
import type { Gateway, OpenGateway, Transport } from '../chat/ports.ts';
import { readProxyHeader } from './proxy-header.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

/**
 * Waits for the header, which MUST be there: guessing would let clients of a proxy that sends none write their own
 * (haproxy's doc/proxy-protocol.txt, section 2).
 */
class ProxyGateway implements Gateway {
  readonly #transport: Transport;
  readonly #proxies: TrustedProxies;
  readonly #open: OpenGateway;
  #begun: Buffer = Buffer.alloc(0);

  constructor(transport: Transport, proxies: TrustedProxies, open: OpenGateway) {
    this.#transport = transport;
    this.#proxies = proxies;
    this.#open = open;
  }

  data(chunk: Uint8Array): void {
    const transport = this.#transport;
    this.#begun = Buffer.concat([this.#begun, chunk]);
    const header = readProxyHeader(this.#begun);
    if (header === 'incomplete') return transport.holds(this.#begun.length, false);
    if (header === 'broken') return transport.end('a trusted proxy sent a broken PROXY header');
    if (header === 'absent') {
      return transport.end('a trusted proxy sent no PROXY header (--proxy-header proxy-protocol)');
    }
    const { client } = header;
    if (client !== null) {
      const { address } = this.#proxies.client([client.address], transport.address);
      transport.comesFrom(address, client.secure);
    }
    transport.become(this.#open, this.#begun.subarray(header.bytes));
  }

  ended(): void {
    const what = this.#begun.length === 0 ? 'closed by the client' : 'sent half a PROXY header';
    this.#transport.end(what);
  }

  resume(): void {}

  closed(): void {}
}

/** Expects the PROXY protocol on connections from `proxies`, then calls `open`; calls it at once for all others. */
export function behindProxies(proxies: TrustedProxies, open: OpenGateway): OpenGateway {
  return (transport) =>
    proxies.trusts(transport.address)
      ? new ProxyGateway(transport, proxies, open)
      : open(transport);
}
