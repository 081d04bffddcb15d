/** The TLS configuration, from its options. */
import { hostname } from 'node:os';
import { OptionsError } from './option-table.ts';

/** The source of the certificate. */
export type TlsConfig =
  | { readonly kind: 'files'; readonly certificateFile: string; readonly keyFile: string }
  /** Made by the server for `names`, and kept in `folder`. */
  | { readonly kind: 'self-signed'; readonly folder: string; readonly names: readonly string[] };

export interface TlsOptions {
  readonly tls: 'off' | 'self-signed';
  readonly 'tls-cert': string;
  readonly 'tls-key': string;
  readonly 'require-tls': boolean;
  readonly host: string;
}

/** Addresses that stand for all addresses of the machine. */
const ANY_HOST: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * The source of the certificate; null without TLS.
 * @throws OptionsError where the options contradict each other
 */
export function readTlsConfig(options: TlsOptions, folder: string): TlsConfig | null {
  const { tls, 'tls-cert': certificateFile, 'tls-key': keyFile, host } = options;
  const problems: string[] = [];
  if (certificateFile !== '' && keyFile === '') {
    problems.push('--tls-cert needs --tls-key, the file with its key');
  }
  if (keyFile !== '' && certificateFile === '') {
    problems.push('--tls-key needs --tls-cert, the file with its certificate');
  }
  const hasFiles = certificateFile !== '' || keyFile !== '';
  if (hasFiles && tls === 'self-signed') {
    problems.push('--tls self-signed makes a certificate, and --tls-cert has one: choose');
  }
  if (options['require-tls'] && !hasFiles && tls === 'off') {
    problems.push('--require-tls needs --tls-cert and --tls-key, or --tls self-signed');
  }
  if (problems.length > 0) throw new OptionsError(problems);
  if (hasFiles) return { kind: 'files', certificateFile, keyFile };
  if (tls === 'off') return null;
  const names = new Set(['localhost', hostname(), '127.0.0.1', '::1']);
  if (!ANY_HOST.has(host)) names.add(host);
  return { kind: 'self-signed', folder, names: [...names] };
}
