/** What the tests of storage share: stores in folders of their own, and promises instead of callbacks. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Question, StoredPage } from '../../../src/chat/archive.ts';
import type { MemberRecord, RoomRecord, StoredAct } from '../../../src/chat/records.ts';
import { USUAL } from '../../../src/chat/rooms/room-record.ts';
import type { Change, Outcome } from '../../../src/chat/storage.ts';
import { auditLog } from '../../../src/chat/stored/audit.ts';
import {
  conversationsOf,
  type StoredConversations,
} from '../../../src/chat/stored/conversations.ts';
import { revisionsOf } from '../../../src/chat/stored/edit.ts';
import { historyOf, type Range } from '../../../src/chat/stored/history.ts';
import {
  type MessageExtras,
  type MessageOwner,
  messageWith,
} from '../../../src/chat/stored/message.ts';
import { pinnedIn } from '../../../src/chat/stored/pin.ts';
import { reactionsTo, type StoredReaction } from '../../../src/chat/stored/reaction.ts';
import { foundBy, type SearchQuery } from '../../../src/chat/stored/search.ts';
import { missedBy, type UnreadCount, unreadBy } from '../../../src/chat/stored/unread.ts';
import type { ClockAhead } from '../../../src/store/clock/store-clock.ts';
import type { StoreSettings } from '../../../src/store/settings.ts';
import { Store, type StoreSeams } from '../../../src/store/store.ts';
import type { Faults } from '../../../src/store/writer/writer-messages.ts';

export const SETTINGS: StoreSettings = {
  durability: 'full',
  keepMessagesMs: Number.POSITIVE_INFINITY,
  keepAuditMs: Number.POSITIVE_INFINITY,
  keepEdits: true,
};

/** Gone after the test, and first the stores in it are closed. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'chinwag-store-'));
  t.after(async () => {
    await Promise.all(
      [...open].filter((one) => one.folder.startsWith(folder)).map((one) => one.close()),
    );
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

const open = new Set<Opened>();

/** A store, and what one does with it in a test. */
export class Opened {
  readonly store: Store;
  readonly folder: string;
  /** What it told the operator. */
  readonly lines: string[];
  #closed = false;

  constructor(store: Store, folder: string, lines: string[]) {
    open.add(this);
    this.store = store;
    this.folder = folder;
    this.lines = lines;
  }

  append(change: Change): Promise<Outcome> {
    return new Promise((resolve) => this.store.append(change, resolve));
  }

  /** The id of `change`, which must become durable. */
  async stored(change: Change): Promise<number> {
    const outcome = await this.append(change);
    if (outcome.kind !== 'durable') throw new Error(outcome.kind);
    return outcome.id;
  }

  /** The answer to `question`. */
  ask<Given, Answer>(
    question: Question<Given, Answer>,
    given: NoInfer<Given>,
  ): Promise<Answer | null> {
    return new Promise((resolve) => this.store.ask(question, given, resolve));
  }

  history(account: number, peer: number, range: Partial<Range> = {}): Promise<StoredPage | null> {
    const whole = { before: null, after: null, limit: 50, ...range };
    return this.ask(historyOf, { account, peer, range: whole });
  }

  missed(account: number, after: number, limit = 50): Promise<StoredPage | null> {
    return this.ask(missedBy, { account, after, limit });
  }

  search(
    account: number,
    phrases: readonly string[],
    query: Partial<SearchQuery> = {},
  ): Promise<StoredPage | null> {
    const anything = { from: null, with: null, before: null, after: null, beneath: null };
    const whole = { phrases, ...anything, rooms: [], limit: 50, ...query };
    return this.ask(foundBy, { account, query: whole });
  }

  unread(account: number): Promise<readonly UnreadCount[] | null> {
    return this.ask(unreadBy, { account });
  }

  conversations(
    account: number,
    beneath: number | null = null,
    limit = 90,
  ): Promise<StoredConversations | null> {
    return this.ask(conversationsOf, { account, beneath, limit });
  }

  async message(id: number): Promise<MessageOwner | null> {
    const answer = await this.ask(messageWith, { id });
    if (answer === null) throw new Error('not read');
    return answer.message;
  }

  /** As texts. */
  async revisions(id: number): Promise<string[] | null> {
    const found = await this.ask(revisionsOf, { message: id });
    return found?.map(({ text }) => new TextDecoder().decode(text)) ?? null;
  }

  reactions(id: number): Promise<readonly StoredReaction[] | null> {
    return this.ask(reactionsTo, { message: id });
  }

  pins(account: number, room: number): Promise<StoredPage | null> {
    return this.ask(pinnedIn, { account, room, limit: 50 });
  }

  audit(
    before: number | null = null,
    room: number | null = null,
    limit = 50,
  ): Promise<readonly StoredAct[] | null> {
    return this.ask(auditLog, { before, room, limit });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    open.delete(this);
    await this.store.close();
  }
}

export async function openStore(
  folder: string,
  settings: Partial<StoreSettings> = {},
  seams: StoreSeams = {},
): Promise<Opened> {
  const lines: string[] = [];
  const log = {
    failed: (message: string) => lines.push(`failed: ${message}`),
    note: (message: string, details: object = {}) =>
      lines.push([message, ...Object.values(details)].join(' ')),
  };
  const store = await Store.open(folder, { ...SETTINGS, ...settings }, log, seams);
  const opened = new Opened(store, folder, lines);
  return opened;
}

export function newFaults(): Faults {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** A clock that is ahead by `ms`; [0] may be changed. */
export function clockAhead(ms: number): ClockAhead {
  const ahead: ClockAhead = new Float64Array(new SharedArrayBuffer(8));
  ahead[0] = ms;
  return ahead;
}

export function message(
  from: number,
  to: number,
  text: string,
  {
    key = null,
    waits = false,
    more,
  }: { key?: string | null; waits?: boolean; more?: Partial<MessageExtras> } = {},
): Change {
  const plain = { kind: 'message', from, to, key, waits, text: encode(text) } as const;
  if (more === undefined) return plain;
  return {
    ...plain,
    more: { guest: null, reply: null, as: null, mentions: [], hidden: false, ...more },
  };
}

/** The room `id`, with whom it is founded by. */
export function room(id: number, founders: readonly number[] = []): Change {
  const record: RoomRecord = {
    id,
    name: `#room${id}`,
    topic: '',
    access: 'public',
    guests: true,
    kept: true,
    slow: 0,
    ...USUAL,
    createdAt: id,
  };
  const members = founders.map((one) => memberRecord(id, one, 'owner'));
  return { kind: 'room', room: record, founders: members, audit: null };
}

export function member(inRoom: number, who: number): Change {
  return { kind: 'member', member: memberRecord(inRoom, who, 'member'), audit: null };
}

export function left(inRoom: number, who: number): Change {
  return { kind: 'member-removed', room: inRoom, account: who, ban: null, audit: null };
}

function memberRecord(inRoom: number, who: number, role: MemberRecord['role']): MemberRecord {
  return { room: inRoom, account: who, role, voice: false, mutedUntil: 0 };
}

export function edited(id: number, by: number, text: string, mentions: number[] = []): Change {
  return { kind: 'edited', message: id, by, text: encode(text), mentions };
}

export function deleted(id: number, by: number): Change {
  return { kind: 'deleted', message: id, by, audit: null };
}

export function reaction(id: number, who: number, emoji: string, on = true): Change {
  return { kind: 'reaction', message: id, account: who, emoji, on };
}

export function pin(inRoom: number, id: number, on = true): Change {
  return { kind: 'pin', room: inRoom, message: id, on, audit: null };
}

export function block(who: number, blocked: number, on = true): Change {
  return { kind: 'block', account: who, blocked, on };
}

export function removed(id: number): Change {
  return {
    kind: 'account-removed',
    account: id,
    reservation: { name: `person${id}`, until: 9e12 },
  };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function account(id: number, password: string | null = null): Change {
  return {
    kind: 'account',
    account: { id, name: `person${id}`, password, createdAt: id, operator: false, notices: true },
    invitation: null,
    reservation: null,
  };
}

export function texts(page: StoredPage | null): string[] | null {
  return page?.messages.map(({ text }) => new TextDecoder().decode(text)) ?? null;
}

export function ids(page: StoredPage | null): number[] | null {
  return page?.messages.map(({ id }) => id) ?? null;
}

/** The files in `folder`, by name. */
export function contents(folder: string): Map<string, Buffer> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}
