/** Trust in a server: by a certificate that verifies, or by a key that the user has accepted, as with ssh. */
import type { ServerIdentity } from '../../client/tls.ts';
import type { KnownHosts } from './known-hosts.ts';

/** Asks a yes-or-no question; `signal` aborts when the answer no longer matters. */
export type AskUser = (question: string, signal: AbortSignal) => Promise<boolean>;

export interface HostTrustSettings {
  /** `host:port` of the server. */
  readonly address: string;
  /** The fingerprint that the server's key must have, whatever its certificate says; null if none was given. */
  readonly fingerprint: string | null;
  readonly knownHosts: KnownHosts;
  /** Null if there is nobody to ask. */
  readonly ask: AskUser | null;
  readonly complain: (text: string) => void;
}

export class HostTrust {
  readonly #settings: HostTrustSettings;
  /** The fingerprint that the user accepted in this run, in case it could not be saved. */
  #accepted: string | null = null;
  /** Was the server trusted before? In mid-conversation, people would accept a new key without a thought. */
  #trustedBefore = false;

  constructor(settings: HostTrustSettings) {
    this.#settings = settings;
  }

  /** Resolves with why the server is not trusted, or null. */
  async check(identity: ServerIdentity, signal: AbortSignal): Promise<string | null> {
    const refusal = await this.#judge(identity, signal);
    if (refusal === null) this.#trustedBefore = true;
    return refusal;
  }

  async #judge(identity: ServerIdentity, signal: AbortSignal): Promise<string | null> {
    const { address, fingerprint: required, knownHosts } = this.#settings;
    const { fingerprint, problem } = identity;
    if (required !== null) {
      return fingerprint === required
        ? null
        : `its key has the fingerprint ${fingerprint}, and not the one that was asked for`;
    }
    if (problem === null || fingerprint === this.#accepted) return null;
    let known: string[];
    try {
      known = knownHosts.find(address);
    } catch (error) {
      return `the known servers cannot be read: ${(error as Error).message}`;
    }
    if (known.includes(fingerprint)) return null;
    if (known.length > 0) return this.#changed(known, fingerprint);
    return this.#firstUse(identity, signal);
  }

  async #firstUse(identity: ServerIdentity, signal: AbortSignal): Promise<string | null> {
    const { address, ask } = this.#settings;
    const { fingerprint, problem } = identity;
    if (ask === null || this.#trustedBefore) {
      return `its certificate does not verify (${problem}) and its key is not known; if ${fingerprint} is its fingerprint, connect once on a terminal, or with --fingerprint ${fingerprint}`;
    }
    const question = `The certificate of ${address} does not verify: ${problem}.
Its key is not known yet. The fingerprint is
  ${fingerprint}
If that is what the server's operator says, it can be trusted from now on. Trust it? (yes/no) `;
    if (!(await ask(question, signal))) return 'its key was not accepted';
    this.#accepted = fingerprint;
    this.#remember(fingerprint);
    return null;
  }

  #remember(fingerprint: string): void {
    const { address, knownHosts, complain } = this.#settings;
    try {
      knownHosts.add(address, fingerprint, new Date());
    } catch (error) {
      complain(`cannot remember the key of ${address}: ${(error as Error).message}`);
    }
  }

  #changed(known: readonly string[], fingerprint: string): string {
    const { address, knownHosts } = this.#settings;
    return `THE KEY OF THE SERVER HAS CHANGED: its fingerprint was ${known.join(' or ')} and is ${fingerprint}. Somebody may be listening in, or its operator has replaced the key: ask them. If they have, delete the line of ${address} in ${knownHosts.file} and connect again`;
  }
}
