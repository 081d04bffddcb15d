/**
 * The file of tokens, which log this device in without a password, by server and name. A token is worth as much as
 * the password, and the file is protected accordingly.
 *
 * All terminals of a user on one machine share a token: they are one device, with a connection each. So only the first
 * asks for the password, and `sessions` lists the machine once; `revoke` ends all of them.
 */
import { nameKey, nameMayExist } from '../../protocol/names.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const HEADER = '# Tokens of this device, each as good as a password: server, name, token.\n';

/** A token that fits in a line as a word; a server could send any text. */
const TOKEN = /^[\x21-\x7e]{1,200}$/;

interface Entry {
  readonly address: string;
  readonly name: string;
  readonly token: string;
}

export class TokenFile {
  /** Null: there is no file, and nothing is remembered. */
  readonly file: string | null;

  constructor(file: string | null) {
    this.file = file;
  }

  /**
   * The token of `name` on the server at `address` (`host:port`), or null.
   * @throws the system's error if the file exists and cannot be read
   */
  find(address: string, name: string): string | null {
    return this.#read().find((entry) => isOf(entry, address, name))?.token ?? null;
  }

  /**
   * Stores `token` for `name`, in place of an earlier one.
   * @throws the system's error if the file cannot be read or written
   */
  keep(address: string, name: string, token: string): void {
    if (!TOKEN.test(token) || !nameMayExist(name)) return;
    const entries = this.#read();
    const isKept = entries.some((one) => isOf(one, address, name) && one.token === token);
    if (isKept) return;
    const others = entries.filter((one) => !isOf(one, address, name) && one.token !== token);
    this.#write([...others, { address: address.toLowerCase(), name, token }]);
  }

  /**
   * Forgets the tokens of `name`, or only `token`, since another terminal may have stored a new one.
   * @throws the system's error if the file cannot be read or written
   */
  forget(address: string, name: string, token: string | null = null): void {
    const entries = this.#read();
    const others = entries.filter(
      (one) => !isOf(one, address, name) || (token !== null && one.token !== token),
    );
    if (others.length < entries.length) this.#write(others);
  }

  /** Earlier versions wrote, after a token, the process that used it. */
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

/** Compares names as registered ones are compared. */
function isOf(entry: Entry, address: string, name: string): boolean {
  return entry.address === address.toLowerCase() && nameKey(entry.name) === nameKey(name);
}
