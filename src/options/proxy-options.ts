/** Options about trusted proxies. */
import type { ForwardingHeader } from '../gateways/web/forwarded.ts';
import { OptionsError, type OptionValues, option } from './option-table.ts';
import { choice, list, network } from './option-types.ts';

export const proxyOptions = {
  'trust-proxy': option(
    list('CIDR,…', 'addresses, or networks such as 10.0.0.0/8, separated by commas', network),
    [],
    'trusted proxies, which report the addresses of their clients in --proxy-header',
  ),
  'proxy-header': option(
    choice('off', 'x-forwarded-for', 'forwarded', 'proxy-protocol'),
    'off',
    'header in which the proxies of --trust-proxy report their clients; no other is trusted',
  ),
} as const;

export interface ProxyConfig {
  /** Trusted addresses and networks (CIDR). */
  readonly networks: readonly string[];
  /** Do their connections begin with the PROXY protocol? */
  readonly proxyProtocol: boolean;
  /** The HTTP header with the client's address; null: none. */
  readonly header: ForwardingHeader | null;
}

/**
 * Each of the two options needs the other: guessing one would let clients forge their address.
 * @throws OptionsError
 */
export function readProxyConfig(values: OptionValues<typeof proxyOptions>): ProxyConfig {
  const { 'trust-proxy': networks, 'proxy-header': header } = values;
  if (networks.length > 0 && header === 'off') {
    throw new OptionsError([
      '--trust-proxy needs --proxy-header: x-forwarded-for, forwarded or proxy-protocol, whichever the proxy itself writes (docs/OPERATING.md)',
    ]);
  }
  if (networks.length === 0 && header !== 'off') {
    throw new OptionsError(["--proxy-header needs --trust-proxy: the proxy's address"]);
  }
  const proxyProtocol = header === 'proxy-protocol';
  return { networks, proxyProtocol, header: header === 'off' || proxyProtocol ? null : header };
}
