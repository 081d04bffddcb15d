/**
 * Writes the journal of a hub's simulation to a data folder, with texts and passwords that can be found in any file.
 */
import { FOREVER } from '../../../src/chat/records.ts';
import type { Change, Cursor } from '../../../src/chat/storage.ts';
import { decodeText, encodeText } from '../../../src/protocol/bytes.ts';
import type { StoreSettings } from '../../../src/store/settings.ts';
import type { Recorded } from '../chat/simulated-storage.ts';
import { passwordRecord } from './full-folder.ts';
import type { Chance } from './random-changes.ts';
import { clockAhead, type Opened, openStore } from './stores.ts';

/** The last thing happened so long ago. */
const AGO_MS = 60_000;
const MARK_LETTERS = 16;
const LETTERS = 'bcdfghjklmnpqrstvwxz';
/** A search index shares the beginnings of words, so their ends are what is looked for. */
const END_LETTERS = 9;

interface Said {
  readonly from: number;
  readonly to: number;
  readonly marks: string[];
}

/** Fills a folder with a journal, and knows what may be in no file any more. */
export class JournalFolder {
  readonly accountsGone = new Set<number>();
  readonly roomsGone = new Set<number>();
  readonly #random: Chance;
  /** So much earlier than in the journal is everything. */
  readonly #earlierMs: number;
  readonly #said = new Map<number, Said>();
  readonly #takenBack = new Set<number>();
  /** By account, the last one being that which counts. */
  readonly #passwords = new Map<number, string[]>();
  /** Of what was never stored. */
  readonly #repeated: string[] = [];

  constructor(random: Chance, journal: readonly Recorded[]) {
    this.#random = random;
    this.#earlierMs = (journal.at(-1)?.at ?? 0) - (Date.now() - AGO_MS);
  }

  /** Writes all of `journal` to `folder`; what is to be erased may be there still. */
  async fill(
    folder: string,
    settings: Partial<StoreSettings>,
    journal: readonly Recorded[],
  ): Promise<Opened> {
    const clock = clockAhead(0);
    const one = await openStore(folder, settings, { clockAhead: clock });
    for (const { item, at } of journal) {
      clock[0] = at - this.#earlierMs - Date.now();
      if (isPlace(item)) one.store.note(item);
      else this.#append(one, item);
    }
    await one.store.flush();
    clock[0] = 0;
    return one;
  }

  /** Ends of words that may be in no file. */
  get gone(): string[] {
    const gone = [...this.#repeated];
    for (const [account, marks] of this.#passwords) {
      gone.push(...(this.accountsGone.has(account) ? marks : marks.slice(0, -1)));
    }
    for (const [id, { from, to, marks }] of this.#said) {
      const isGone =
        this.accountsGone.has(from) || this.roomsGone.has(-to) || this.#takenBack.has(id);
      if (isGone) gone.push(...marks);
    }
    return gone;
  }

  /** Of those that are kept whatever is configured. */
  get kept(): string[] {
    const gone = new Set(this.gone);
    return [...this.#said.values()]
      .map(({ marks }) => marks.at(-1) ?? '')
      .filter((m) => !gone.has(m));
  }

  #append(one: Opened, original: Change): void {
    const { change, mark } = this.#marked(this.#earlier(original) as Change);
    if (change.kind === 'account-removed') this.accountsGone.add(change.account);
    if (change.kind === 'room-removed') this.roomsGone.add(change.room);
    one.store.append(change, (outcome) => {
      if (outcome.kind === 'failed') throw new Error('something was not stored');
      if (change.kind === 'message') {
        const { from, to } = change;
        if (outcome.kind === 'repeated') this.#repeated.push(mark);
        else this.#said.set(outcome.id, { from, to, marks: [mark] });
      } else if (change.kind === 'edited') this.#said.get(change.message)?.marks.push(mark);
      else if (change.kind === 'deleted') this.#takenBack.add(change.message);
    });
  }

  #marked(change: Change): { readonly change: Change; readonly mark: string } {
    const word = Array.from({ length: MARK_LETTERS }, () => this.#random.pick([...LETTERS])).join(
      '',
    );
    const mark = word.slice(-END_LETTERS);
    if ('text' in change) {
      const said = decodeText(change.text, 0, change.text.length) ?? '';
      const text = encodeText(`${said} ${word}`);
      if (change.kind !== 'message') return { change: { ...change, text }, mark };
      // As a client may choose it.
      const key = change.key?.replace(/[^\x21-\x7e]/g, '-') ?? null;
      return { change: { ...change, text, key }, mark };
    }
    if (change.kind !== 'account' || change.account.password === null) return { change, mark };
    const password = passwordRecord(word);
    const marks = this.#passwords.get(change.account.id) ?? [];
    // Renamed: the password is what it was, and its record is another here.
    marks.push(password.slice(-END_LETTERS));
    this.#passwords.set(change.account.id, marks);
    return { change: { ...change, account: { ...change.account, password } }, mark };
  }

  /** Every time in `value` is as much earlier as all of them are. */
  #earlier(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#earlier(one));
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
    const times = ['createdAt', 'expiresAt', 'until', 'mutedUntil'];
    const entries = Object.entries(value).map(([name, one]) => {
      const isTime = times.includes(name) && typeof one === 'number' && one !== 0 && one < FOREVER;
      return [name, isTime ? Math.max(1, one - this.#earlierMs) : this.#earlier(one)];
    });
    return Object.fromEntries(entries);
  }
}

function isPlace(item: Change | Cursor): item is Cursor {
  return item.kind === 'received' || item.kind === 'caught-up';
}
