/** The servers whose keys the user has accepted, in a file that a person can read and edit. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { isFingerprint } from '../protocol/fingerprint.ts';

const HEADER =
  '# Servers that chinwag connect --tls was told to trust: address, fingerprint of the key, day.\n';

/** Where the file is, by the XDG Base Directory Specification. */
export function knownHostsFile(environment: Readonly<Record<string, string | undefined>>): string {
  const { XDG_STATE_HOME: base = '' } = environment;
  return join(
    isAbsolute(base) ? base : join(homedir(), '.local', 'state'),
    'chinwag',
    'known_hosts',
  );
}

export class KnownHosts {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /**
   * The fingerprints that were accepted for `address` (`host:port`).
   * @throws the system's error where the file is there and cannot be read
   */
  find(address: string): string[] {
    const fingerprints: string[] = [];
    for (const line of this.#read().split('\n')) {
      const [known = '', fingerprint = ''] = line.trim().split(/\s+/);
      if (known === entryName(address) && isFingerprint(fingerprint))
        fingerprints.push(fingerprint);
    }
    return fingerprints;
  }

  /** @throws the system's error where the file cannot be written */
  add(address: string, fingerprint: string, day: Date): void {
    const before = this.#read() || HEADER;
    const gap = before.endsWith('\n') ? '' : '\n';
    const entry = `${entryName(address)} ${fingerprint} ${day.toISOString().slice(0, 10)}\n`;
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    // Whole or not at all: half a line would be a server that is asked about again.
    const draft = `${this.file}.${process.pid}`;
    rmSync(draft, { force: true });
    writeFileSync(draft, before + gap + entry, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(draft, this.file);
  }

  #read(): string {
    try {
      return readFileSync(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }
}

/** Names of hosts do not tell upper case from lower. */
function entryName(address: string): string {
  return address.toLowerCase();
}
