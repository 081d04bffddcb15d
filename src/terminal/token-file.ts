/** What logs this device in without a password, for each server and name: as good as the password, and kept so. */
import { nameAllowed, nameKey } from '../protocol/names.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const HEADER =
  '# Tokens of this device, each as good as a password: address of the server, name, token.\n';

/** What cannot be a word of a line; a server's token is anybody's text. */
const TOKEN = /^[\x21-\x7e]{1,200}$/;

interface Entry {
  readonly address: string;
  readonly name: string;
  readonly token: string;
}

export class TokenFile {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /**
   * The token of `name` on the server at `address` (`host:port`), or null.
   * @throws the system's error where the file is there and cannot be read
   */
  find(address: string, name: string): string | null {
    return this.#read().find((entry) => isOf(entry, address, name))?.token ?? null;
  }

  /** @throws the system's error where the file cannot be read or written */
  keep(address: string, name: string, token: string): void {
    if (!TOKEN.test(token) || !nameAllowed(name) || this.find(address, name) === token) return;
    const others = this.#read().filter((entry) => !isOf(entry, address, name));
    this.#write([...others, { address: address.toLowerCase(), name, token }]);
  }

  /** @throws the system's error where the file cannot be read or written */
  forget(address: string, name: string): void {
    const entries = this.#read();
    const others = entries.filter((entry) => !isOf(entry, address, name));
    if (others.length < entries.length) this.#write(others);
  }

  #read(): Entry[] {
    const entries: Entry[] = [];
    for (const line of readStateFile(this.file).split('\n')) {
      const [address = '', name = '', token = ''] = line.split(' ');
      if (!address.startsWith('#') && TOKEN.test(token)) entries.push({ address, name, token });
    }
    return entries;
  }

  #write(entries: readonly Entry[]): void {
    const lines = entries.map(({ address, name, token }) => `${address} ${name} ${token}\n`);
    writeStateFile(this.file, HEADER + lines.join(''));
  }
}

/** Names that equal one another as registered ones do are one person's. */
function isOf(entry: Entry, address: string, name: string): boolean {
  return entry.address === address.toLowerCase() && nameKey(entry.name) === nameKey(name);
}
