/** Options about browsers: the public address, and its consequences. */

import { OptionsError, type OptionValues, option } from './option-table.ts';
import { duration, orOff, webAddress } from './option-types.ts';
import type { TlsConfig } from './tls-options.ts';

const DAY = 24 * 3600 * 1000;

export const webOptions = {
  'public-url': option(
    webAddress,
    '',
    'public address of the page, such as https://chat.example/ or https://example.org/chat/',
  ),
  hsts: option(
    orOff(duration(0, 730 * DAY)),
    Infinity,
    'how long browsers that used https insist on it, and on a valid certificate',
  ),
} as const;

export interface WebAddressConfig {
  /** The public address of the page; null: not set. Its path ends with a slash. */
  readonly publicUrl: URL | null;
  /** The value of Strict-Transport-Security, or null. */
  readonly hsts: string | null;
}

/** @throws OptionsError where browsers would be locked out */
export function readWebAddressConfig(
  { 'public-url': address, hsts }: OptionValues<typeof webOptions>,
  tls: TlsConfig | null,
): WebAddressConfig {
  const publicUrl = address === '' ? null : new URL(address);
  if (hsts !== Infinity && tls?.kind === 'self-signed') {
    throw new OptionsError([
      '--hsts would lock browsers out: they accept no self-signed certificate any more',
    ]);
  }
  if (hsts !== Infinity && tls === null && publicUrl?.protocol !== 'https:') {
    throw new OptionsError([
      '--hsts needs TLS: --tls-cert and --tls-key, or --public-url https://…',
    ]);
  }
  return { publicUrl, hsts: hsts === Infinity ? null : `max-age=${Math.floor(hsts / 1000)}` };
}
