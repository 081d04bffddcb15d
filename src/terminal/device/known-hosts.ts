/** The servers whose keys the user has accepted, in a file that a person can read and edit. */
import { isFingerprint } from '../../protocol/fingerprint.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const HEADER =
  '# Servers that chinwag connect --tls was told to trust: address, fingerprint of the key, day.\n';

export class KnownHosts {
  /** Null: there is no file, and nothing is remembered. */
  readonly file: string | null;

  constructor(file: string | null) {
    this.file = file;
  }

  /**
   * The fingerprints accepted for `address` (`host:port`).
   * @throws the system's error if the file exists and cannot be read
   */
  find(address: string): string[] {
    const fingerprints: string[] = [];
    for (const line of readStateFile(this.file).split('\n')) {
      const [known = '', fingerprint = ''] = line.trim().split(/\s+/);
      if (known === entryName(address) && isFingerprint(fingerprint))
        fingerprints.push(fingerprint);
    }
    return fingerprints;
  }

  /** @throws the system's error if the file cannot be written */
  add(address: string, fingerprint: string, day: Date): void {
    const before = readStateFile(this.file) || HEADER;
    const gap = before.endsWith('\n') ? '' : '\n';
    const entry = `${entryName(address)} ${fingerprint} ${day.toISOString().slice(0, 10)}\n`;
    // Written as a whole: a line cut in half would lose a server that the user accepted.
    writeStateFile(this.file, before + gap + entry);
  }
}

/** The address as a key: host names are case-insensitive. */
function entryName(address: string): string {
  return address.toLowerCase();
}
