/** Whose word is believed on where a connection comes from. */
import { BlockList, isIPv6 } from 'node:net';
import { isLoopback, UNKNOWN_ADDRESS } from '../chat/limits/addresses.ts';
import { plainAddress } from './addresses.ts';

/** Who a chain of addresses leads to. */
export interface Client {
  /** In its one form, or `UNKNOWN_ADDRESS`. */
  readonly address: string;
  /** Where in the chain it stands; -1 where the chain has nobody. */
  readonly at: number;
}

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

  /**
   * The client that proxies speak for: `peer`, a trusted one, is connected, and `chain` has the address that each of them
   * was connected from, the nearest to us last; null is one that is hidden or nonsense. Each proxy adds to the end, so it
   * is the last that is no trusted proxy itself: what stands before it anybody could have written. Where all are, it is
   * the first.
   */
  client(chain: readonly (string | null)[], peer: string): Client {
    const at = Math.max(
      chain.findLastIndex((address) => address === null || !this.trusts(address)),
      Math.min(0, chain.length - 1),
    );
    const said = chain[at] ?? null;
    const address = said === null ? UNKNOWN_ADDRESS : plainAddress(said);
    // Loopback is this machine only if the word of it has not left this machine.
    const path = [...chain.slice(at + 1), peer];
    const isElsewhere =
      isLoopback(address) && !path.every((one) => one !== null && isLoopback(plainAddress(one)));
    return { address: isElsewhere ? UNKNOWN_ADDRESS : address, at };
  }
}
