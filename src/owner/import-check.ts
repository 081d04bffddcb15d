/** Checks that the lines of an import are consistent, and fit the folder. */
import {
  formerNameKey,
  isRoomName,
  nameKey,
  registeredNameMayExist,
  roomNameMayExist,
} from '../protocol/names.ts';
import { oneLine } from '../protocol/visible.ts';
import { LINE_TABLES, type RowLine } from '../store/tables/row-lines.ts';
import type { Kept } from '../store/transfer/kept-data.ts';
import type { ExportLine } from './export-lines.ts';

/** Tolerance: clocks differ. */
const FUTURE_MS_MAX = 24 * 3600 * 1000;

/** The existing data of the folder. */
export interface Folder {
  readonly names: Iterable<string>;
  /** The time of its newest entry. */
  readonly newestAt: number;
  /** The conversation of an added message: its room, or null between two people. */
  message(id: number): { readonly room: number | null } | undefined;
}

/** The name of a room without a name of its own. */
const NAMELESS = /^#~\d{1,18}$/;

type Of<Kind extends Kept['kind']> = Extract<Kept, { kind: Kind }>;
type Added = readonly Kept[] | { readonly problem: string };

export class ImportCheck {
  readonly #folder: Folder;
  readonly #now: number;
  readonly #newestAt: number;
  /** Names in the folder, by their key. */
  readonly #there = new Map<string, string>();
  /** Names in the file, by the key that kept them apart at the source. */
  readonly #taken = new Map<string, string>();
  /** Accounts in the file. */
  readonly #names = new Map<number, string>();
  readonly #rooms = new Set<number>();
  /** Accounts known by name only. */
  nameOnly = 0;
  #begun = false;
  #ended = false;
  #ofPerson = false;
  #lastAccount = 0;
  #lastMessage = 0;
  /** By kind of line. */
  readonly #lastEntries = new Map<string, number>();
  #lastAt = 0;
  accounts = 0;
  messages = 0;

  constructor(folder: Folder, now: number) {
    this.#folder = folder;
    this.#now = now;
    this.#newestAt = folder.newestAt;
    for (const name of folder.names) this.#there.set(kindOf(name) + nameKey(name), name);
  }

  /** The data that `line` adds; or its problem, to follow "line 5: ". */
  next(line: ExportLine): readonly Kept[] | { readonly problem: string } {
    if (this.#ended) return { problem: 'there is something after the end' };
    if (!this.#begun && line.kind !== 'chinwag-export') {
      return { problem: 'this is not the beginning of an export of chinwag' };
    }
    switch (line.kind) {
      case 'chinwag-export':
        return this.#header(line.person);
      case 'account':
        return this.#account(line);
      case 'reservation':
        // An expired reservation is dropped: somebody may have the name by now.
        return line.until <= this.#now ? [] : (this.#take(line.name) ?? [line]);
      case 'message':
        return this.#message(line);
      case 'read':
        if (!this.#names.has(line.account)) return noAccount(line.account);
        if (line.peer < 0 && !this.#rooms.has(-line.peer)) return noRoom(-line.peer);
        if (line.upTo > this.#lastMessage) return { problem: 'upTo: there is no such message' };
        return [line];
      case 'room':
        return this.#room(line);
      case 'room-message':
        return this.#roomMessage(line);
      case 'edit':
        return this.#next(line) ?? this.#ofMessage(line.message, line);
      case 'end':
        return this.#end(line);
      default:
        return this.#row(line) ?? [line];
    }
  }

  /** The problem of the ids in a row; null: none. */
  #row(line: RowLine): { readonly problem: string } | null {
    const said: Readonly<Record<string, unknown>> = line;
    let room: number | null = null;
    for (const { field, column } of LINE_TABLES.get(line.kind)?.fields ?? []) {
      const number = said[field];
      if (typeof number !== 'number') continue;
      switch (column.names) {
        case 'account':
          if (!this.#names.has(number)) return noAccount(number);
          break;
        case 'room':
          if (!this.#rooms.has(number)) return noRoom(number);
          room = number;
          break;
        case 'message': {
          const message = this.#folder.message(number);
          if (message === undefined) return noMessage(number);
          // The line must name the room in which the message was sent.
          if (room !== null && message.room !== room) return noMessage(number, room);
          break;
        }
        case 'entry':
          // They must be in ascending order, like messages.
          if (number <= (this.#lastEntries.get(line.kind) ?? 0)) return idsGoBack;
          this.#lastEntries.set(line.kind, number);
          break;
      }
    }
    return null;
  }

  /** The problem at the end of the file; null: none. */
  get unfinished(): string | null {
    return this.#ended ? null : 'the end of the export is missing: it was cut off';
  }

  #header(person: string | null): readonly Kept[] | { readonly problem: string } {
    if (this.#begun) return { problem: 'a second export begins' };
    this.#begun = true;
    this.#ofPerson = person !== null;
    return [];
  }

  #account(account: Extract<Kept, { kind: 'account' }>) {
    const { id, name, registered } = account;
    if (id <= this.#lastAccount) return idsGoBack;
    if (this.messages > 0) return { problem: 'accounts come before messages' };
    if (registered > this.#now + FUTURE_MS_MAX) return { problem: 'registered: in the future' };
    const problem = this.#takeForAccount(name);
    if (problem !== null) return problem;
    this.#lastAccount = id;
    this.#names.set(id, name);
    this.accounts++;
    return [account];
  }

  #message(message: Of<'message'>): Added {
    const { at, from, fromName, to, toName } = message;
    const problem = this.#next(message);
    if (problem !== null) return problem;
    const added: Kept[] = [];
    for (const [person, name] of [
      [from, fromName],
      [to, toName],
    ] as const) {
      const wrong = this.#person(person, name, at, added);
      if (wrong !== null) return wrong;
    }
    this.messages++;
    return [...added, message];
  }

  #roomMessage(message: Of<'room-message'>): Added {
    const { at, room, from, fromName } = message;
    if (!this.#rooms.has(room)) return noRoom(room);
    const problem = this.#next(message);
    if (problem !== null) return problem;
    const added: Kept[] = [];
    const wrong = from === 0 ? null : this.#person(from, fromName, at, added);
    if (wrong !== null) return wrong;
    this.messages++;
    return [...added, message];
  }

  /** Messages and edits must be in ascending order. */
  #next({ id, at }: { readonly id: number; readonly at: number }) {
    if (id <= this.#lastMessage) return idsGoBack;
    if (at < this.#lastAt) return { problem: 'at: before the message before' };
    if (at < this.#newestAt) {
      return { problem: 'at: older than what the data folder has; import into an empty one' };
    }
    if (at > this.#now + FUTURE_MS_MAX) return { problem: 'at: in the future' };
    this.#lastMessage = id;
    this.#lastAt = at;
    return null;
  }

  #room(room: Of<'room'>): Added {
    const { id, name } = room;
    if (this.#rooms.has(id)) return { problem: `there is a room ${id} already` };
    if (this.messages > 0) return { problem: 'rooms come before messages' };
    if (!roomNameMayExist(name) && !NAMELESS.test(name)) {
      return { problem: `${oneLine(name)} cannot be the name of a room` };
    }
    const problem = this.#take(name);
    if (problem !== null) return problem;
    this.#rooms.add(id);
    return [room];
  }

  #ofMessage(message: number, line: Kept): Added {
    if (this.#folder.message(message) !== undefined) return [line];
    return noMessage(message);
  }

  /** A person in a message: an account of the file or, in the export of one person, a new account for the name. */
  #person(id: number, name: string | null, at: number, added: Kept[]) {
    const known = this.#names.get(id);
    if (known === name || (known === undefined && name === null)) return null;
    if (known !== undefined) return { problem: `account ${id} is ${oneLine(known)} elsewhere` };
    if (name === null || !this.#ofPerson) return noAccount(id);
    const problem = this.#takeForAccount(name);
    if (problem !== null) return problem;
    this.#names.set(id, name);
    this.nameOnly++;
    const nothing = { operator: false, notices: true, password: null, received: 0 };
    added.push({ kind: 'account', id, name, registered: at, ...nothing });
    return null;
  }

  #end({ accounts, messages }: { readonly accounts: number; readonly messages: number }) {
    if (accounts !== this.accounts || messages !== this.messages) {
      return { problem: `${accounts} accounts and ${messages} messages should be there` };
    }
    this.#ended = true;
    return [];
  }

  #takeForAccount(name: string): { readonly problem: string } | null {
    if (!registeredNameMayExist(name)) {
      return { problem: `${oneLine(name)} cannot be a registered name` };
    }
    return this.#take(name);
  }

  #take(name: string): { readonly problem: string } | null {
    const kind = kindOf(name);
    const former = kind + formerNameKey(name);
    const other = this.#there.get(kind + nameKey(name)) ?? this.#taken.get(former);
    if (other !== undefined) {
      return { problem: `${oneLine(name)}: ${oneLine(other)} is registered or reserved already` };
    }
    this.#taken.set(former, name);
    return null;
  }
}

/** The account `＃lunch` does not conflict with the room `#lunch`. */
function kindOf(name: string): 'room ' | 'name ' {
  return isRoomName(name) ? 'room ' : 'name ';
}

const idsGoBack = { problem: 'id: not larger than that of the one before' };

function noRoom(id: number): { readonly problem: string } {
  return { problem: `there is no room ${id}` };
}

function noAccount(id: number): { readonly problem: string } {
  return { problem: `there is no account ${id}` };
}

function noMessage(id: number, room?: number): { readonly problem: string } {
  return { problem: `there is no message ${id}${room === undefined ? '' : ` in room ${room}`}` };
}
