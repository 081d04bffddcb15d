/** What `chinwag connect` was asked to do. */
import { isFingerprint } from '../protocol/fingerprint.ts';
import { oneLine } from '../protocol/visible.ts';
import { type Address, readAddress } from './address.ts';

export interface ConnectOptions {
  readonly address: Address;
  readonly tls: boolean;
  /** The one key that the server must have; null: not told. */
  readonly fingerprint: string | null;
  /** Are tokens kept, and used? */
  readonly remember: boolean;
}

const FINGERPRINT = '--fingerprint';

/** The options in `args`, or everything that is wrong with them, a line each. */
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
