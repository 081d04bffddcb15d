/** The server's address in `chinwag connect [HOST] [PORT]`. */
import { oneLine } from '../protocol/visible.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 4900;
const PORT_MAX = 65_535;

/** Parses the address in `words`, or returns everything that is wrong with them, one line each. */
export function readAddress(words: readonly string[]): Address | { readonly problems: string[] } {
  const problems: string[] = [];
  const [host = DEFAULT_HOST, port = String(DEFAULT_PORT), ...extra] = words;
  for (const word of extra) problems.push(`"${oneLine(word)}" is one word too many`);
  if (host === '') problems.push('the host is empty');
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number < 1 || number > PORT_MAX) {
    problems.push(`"${oneLine(port)}" is not a port, a number from 1 to ${PORT_MAX}`);
  }
  return problems.length > 0 ? { problems } : { host, port: number };
}

/** `host:port`, with an IPv6 address in brackets. */
export function showAddress({ host, port }: Address): string {
  return oneLine(host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
}
