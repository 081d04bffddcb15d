/**
 * What logs this device in without a password, for each server and name: as good as the password, and kept so.
 *
 * A token is for one program at a time: the server takes a second one with it for the same device come back, and puts
 * the first out. So each has the process that uses it beside it, and is free when that has ended.
 */
import { nameKey, nameMayExist } from '../protocol/names.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const HEADER =
  '# Tokens of this device, each as good as a password: server, name, token, process.\n';

/** What cannot be a word of a line; a server's token is anybody's text. */
const TOKEN = /^[\x21-\x7e]{1,200}$/;

interface Entry {
  readonly address: string;
  readonly name: string;
  readonly token: string;
  /** The process that uses it; 0: none. */
  readonly pid: number;
}

export class TokenFile {
  /** Null: there is none, and nothing is remembered. */
  readonly file: string | null;
  readonly #pid: number;

  /** For the process `pid`. */
  constructor(file: string | null, pid: number = process.pid) {
    this.file = file;
    this.#pid = pid;
  }

  /**
   * A token of `name` on the server at `address` (`host:port`) that no other process uses, or null.
   * @throws the system's error where the file is there and cannot be read
   */
  find(address: string, name: string): string | null {
    const isOurs = this.#oursAt(address, name);
    return this.#read().find(isOurs)?.token ?? null;
  }

  /**
   * This process uses `token`, and no other of that name.
   * @throws the system's error where the file cannot be read or written
   */
  keep(address: string, name: string, token: string): void {
    if (TOKEN.test(token) && nameMayExist(name)) this.#replace(address, name, token, this.#pid);
  }

  /**
   * It is not used any more, and may be by any.
   * @throws the system's error where the file cannot be read or written
   */
  release(address: string, name: string): void {
    const token = this.find(address, name);
    if (token !== null) this.#replace(address, name, token, 0);
  }

  /** @throws the system's error where the file cannot be read or written */
  forget(address: string, name: string): void {
    const entries = this.#read();
    const isOurs = this.#oursAt(address, name);
    const others = entries.filter((entry) => !isOurs(entry));
    if (others.length < entries.length) this.#write(others);
  }

  #replace(address: string, name: string, token: string, pid: number): void {
    const isOurs = this.#oursAt(address, name);
    const others = this.#read().filter((entry) => !isOurs(entry) && entry.token !== token);
    this.#write([...others, { address: address.toLowerCase(), name, token, pid }]);
  }

  /** Is an entry one of `name` there, and of no other process that runs? */
  #oursAt(address: string, name: string): (entry: Entry) => boolean {
    return (entry) =>
      isOf(entry, address, name) && (entry.pid === this.#pid || !isRunning(entry.pid));
  }

  #read(): Entry[] {
    const entries: Entry[] = [];
    for (const line of readStateFile(this.file).split('\n')) {
      const [address = '', name = '', token = '', pid = ''] = line.split(' ');
      if (address.startsWith('#') || !TOKEN.test(token)) continue;
      entries.push({ address, name, token, pid: /^\d{1,9}$/.test(pid) ? Number(pid) : 0 });
    }
    return entries;
  }

  #write(entries: readonly Entry[]): void {
    const lines = entries.map(
      ({ address, name, token, pid }) => `${address} ${name} ${token} ${pid}\n`,
    );
    writeStateFile(this.file, HEADER + lines.join(''));
  }
}

/** Names that equal one another as registered ones do are one person's. */
function isOf(entry: Entry, address: string, name: string): boolean {
  return entry.address === address.toLowerCase() && nameKey(entry.name) === nameKey(name);
}

function isRunning(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
