/** Whose word is believed on where a connection comes from. */
import { BlockList, isIPv6 } from 'node:net';
import type { Gateway, OpenGateway, Transport } from '../chat/ports.ts';
import { readProxyHeader } from './proxy-header.ts';

export class TrustedProxies {
  readonly #networks = new BlockList();

  /** `networks` are addresses or, in CIDR notation, networks, and well-formed. */
  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address = '', bits] = network.split('/');
      const family = isIPv6(address) ? 'ipv6' : 'ipv4';
      if (bits === undefined) this.#networks.addAddress(address, family);
      else this.#networks.addSubnet(address, Number(bits), family);
    }
  }

  trusts(address: string): boolean {
    return this.#networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }

  /** A proxy's connections begin with the PROXY protocol, or not; then `open` goes on. */
  believing(open: OpenGateway): OpenGateway {
    return (transport) =>
      this.trusts(transport.address) ? new ProxyGateway(transport, open) : open(transport);
  }
}

/** Waits for the header of the PROXY protocol. */
class ProxyGateway implements Gateway {
  readonly #transport: Transport;
  readonly #open: OpenGateway;
  #begun: Buffer = Buffer.alloc(0);

  constructor(transport: Transport, open: OpenGateway) {
    this.#transport = transport;
    this.#open = open;
  }

  data(chunk: Uint8Array): void {
    this.#begun = Buffer.concat([this.#begun, chunk]);
    const header = readProxyHeader(this.#begun);
    if (header === 'incomplete') return this.#transport.holds(this.#begun.length, false);
    if (header === 'broken') return this.#transport.end('sent a broken PROXY header');
    if (header === 'absent') return this.#transport.become(this.#open, this.#begun);
    if (header.address !== null) this.#transport.comesFrom(header.address);
    this.#transport.become(this.#open, this.#begun.subarray(header.bytes));
  }

  ended(): void {
    if (this.#begun.length === 0) this.#transport.end('closed by the client');
    else this.#transport.become(this.#open, this.#begun);
  }

  resume(): void {}

  closed(): void {}
}
