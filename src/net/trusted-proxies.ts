/** Trusted proxies, and the client address that they report. */
import { BlockList, isIPv6 } from 'node:net';
import { isLoopback, UNKNOWN_ADDRESS } from '../chat/limits/addresses.ts';
import { plainAddress } from './addresses.ts';

/** The client at the end of a chain of addresses. */
export interface ForwardedClient {
  /** In canonical form, or `UNKNOWN_ADDRESS`. */
  readonly address: string;
  /** Its index in the chain; -1 where it is not in the chain. */
  readonly at: number;
}

export class TrustedProxies {
  readonly #networks = new BlockList();

  /** `networks` are valid addresses or networks in CIDR notation. */
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

  /**
   * The client behind the proxies: `peer`, a trusted one, is connected, and `chain` has the address that connected to
   * each of them, the nearest to us last; null is a hidden or invalid one. Each proxy appends to the chain, so the
   * client is the last address that is no trusted proxy itself: anybody could have written those before it. Where all
   * are trusted, it is the first.
   */
  client(chain: readonly (string | null)[], peer: string): ForwardedClient {
    const at = Math.max(
      chain.findLastIndex((address) => address === null || !this.trusts(address)),
      Math.min(0, chain.length - 1),
    );
    const reported = chain[at] ?? null;
    const address = reported === null ? UNKNOWN_ADDRESS : plainAddress(reported);
    // Loopback means this machine only if every hop was on this machine.
    const path = [...chain.slice(at + 1), peer];
    const isElsewhere =
      isLoopback(address) && !path.every((one) => one !== null && isLoopback(plainAddress(one)));
    return { address: isElsewhere ? UNKNOWN_ADDRESS : address, at };
  }
}
