/** The options of `chinwag connect`. */
import { isFingerprint } from '../protocol/fingerprint.ts';
import { oneLine } from '../protocol/visible.ts';
import { type Address, readAddress } from './address.ts';

export interface ConnectOptions {
  readonly address: Address;
  readonly tls: boolean;
  /** The fingerprint of the key that the server must have; null if none was given. */
  readonly fingerprint: string | null;
  /** Are tokens stored and used? */
  readonly remember: boolean;
}

const FINGERPRINT = '--fingerprint';

/** Parses the options in `args`, or returns everything that is wrong with them, one line each. */
export function readConnectOptions(
  args: readonly string[],
): ConnectOptions | { readonly problems: string[] } {
  const problems: string[] = [];
  const words: string[] = [];
  let tls = false;
  let remember = true;
  let fingerprint: string | null = null;
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--tls') tls = true;
    else if (arg === '--no-remember') remember = false;
    else if (arg === FINGERPRINT) fingerprint = rest.shift() ?? '';
    else if (arg.startsWith(`${FINGERPRINT}=`)) fingerprint = arg.slice(FINGERPRINT.length + 1);
    else if (arg.startsWith('-')) problems.push(`${oneLine(arg)} is not an option of connect`);
    else words.push(arg);
  }
  if (fingerprint !== null && !isFingerprint(fingerprint)) {
    problems.push(
      `${FINGERPRINT}: "${oneLine(fingerprint)}" is not a fingerprint, SHA256: and 43 characters`,
    );
  }
  const address = readAddress(words);
  if ('problems' in address) problems.push(...address.problems);
  else if (problems.length === 0) {
    return { address, tls: tls || fingerprint !== null, fingerprint, remember };
  }
  return { problems };
}
