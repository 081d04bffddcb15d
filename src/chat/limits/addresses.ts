/** Addresses as limits, bans and shares see them. */

/** Stands for an address that a proxy could not or would not give; all of these count as one, and none is exempt. */
export const UNKNOWN_ADDRESS = 'unknown';

export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** Decides which addresses the limits per address apply to, for the network as for the chat. */
export class AddressLimits {
  readonly #limitLoopback: boolean;
  readonly #isProxy: (address: string) => boolean;

  /** `limitLoopback`: they apply to the loopback address, too. */
  constructor(limitLoopback: boolean, isProxy: (address: string) => boolean = () => false) {
    this.#limitLoopback = limitLoopback;
    this.#isProxy = isProxy;
  }

  /** The group whose share `address` uses; null: no limit per address applies to it. */
  groupOf(address: string): string | null {
    // Many people may come through one proxy.
    if (this.#isProxy(address)) return null;
    return isLoopback(address) && !this.#limitLoopback ? null : addressGroup(address);
  }
}

/**
 * The addresses that count as one: an IPv4 address, or an IPv6 network of 64 bits, since that is what a subscriber is
 * given (RFC 6177).
 */
export function addressGroup(address: string): string {
  if (!address.includes(':')) return address;
  const groups = wholeAddress(address).slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, as they are written, or 0 where they are left out. */
export function wholeAddress(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...(tail === undefined ? [] : zeros), ...right];
}
