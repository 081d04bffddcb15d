/** The audit log of the simulated storage: an entry for every change, as simply as possible. */
import type { StoredMessage } from '../../../src/chat/archive.ts';
import type { LogEntry, LogExtras, LogPage } from '../../../src/chat/delivery/log-entry.ts';
import type { Change } from '../../../src/chat/storage.ts';
import type { Life, RoomTables } from './room-tables.ts';

interface Kept {
  readonly id: number;
  readonly at: number;
  readonly change: Change;
  /** The conversation of the message that the entry is about; null if it is not about one. */
  readonly to: number | null;
}

export class LogTables {
  readonly #kept: Kept[] = [];
  readonly #messages: ReadonlyMap<number, StoredMessage>;
  readonly #rooms: RoomTables;
  readonly #isGone: (account: number) => boolean;

  constructor(
    messages: ReadonlyMap<number, StoredMessage>,
    rooms: RoomTables,
    isGone: (account: number) => boolean,
  ) {
    this.#messages = messages;
    this.#rooms = rooms;
    this.#isGone = isGone;
  }

  /** To be called before `change` is applied: a change without effect leaves no entry. */
  add(change: Change, id: number, at: number): void {
    const about = 'message' in change ? this.#messages.get(change.message) : undefined;
    if ('message' in change && about === undefined) return;
    if (changesAnything(this.#rooms, change))
      this.#kept.push({ id, at, change, to: about?.to ?? null });
  }

  page(after: number, limit: number): LogPage {
    const all = this.#kept.filter(({ id }) => id > after);
    const some = all.slice(0, limit);
    const more = all.length > limit;
    const upTo = (more ? some : this.#kept).at(-1)?.id ?? after;
    const entries = some.flatMap((kept) => this.#entry(kept) ?? []);
    return { entries, upTo: Math.max(after, upTo), more };
  }

  #entry(kept: Kept): LogEntry | null {
    const { id, at, change } = kept;
    const row = rowOf(change);
    if (row === null || this.#isErased(kept, row)) return null;
    const { account, to, text = null, more = {} } = row;
    const about = 'message' in change ? this.#messages.get(change.message) : undefined;
    const isTakenBack = this.#rooms.isDeleted('message' in change ? change.message : id);
    const audit = 'audit' in change ? change.audit : null;
    return {
      id,
      at,
      kind: change.kind,
      account,
      to: to ?? (about === undefined ? null : otherOf(account, about)),
      text: isTakenBack ? null : text,
      more: {
        ...more,
        ...(this.#isHidden(kept) ? HIDDEN : {}),
        ...(about === undefined ? {} : { author: about.from }),
        ...this.#emojiOf(kept),
        ...(audit === null ? {} : { act: { what: audit.what, by: audit.by } }),
      },
    };
  }

  /** Is the entry about a message that only its author sees? */
  #isHidden({ id, change }: Kept): boolean {
    const message = 'message' in change ? change.message : id;
    return this.#messages.has(message) && this.#rooms.isHidden(message);
  }

  /** The emoji of a reaction that still exists. */
  #emojiOf({ id, change }: Kept): { emoji?: string } {
    if (change.kind !== 'reaction' || !change.on) return {};
    const { message, account, emoji } = change;
    const isSame = (one: Change) =>
      one.kind === 'reaction' &&
      one.message === message &&
      one.account === account &&
      one.emoji === emoji;
    if (this.#kept.findLast((one) => isSame(one.change))?.id !== id) return {};
    if (!this.#messages.has(message)) return {};
    const there = this.#rooms.reactions(message);
    return there.some((one) => one.account === account && one.emoji === emoji) ? { emoji } : {};
  }

  /** Deleting an account erases its messages and others' entries about it; facts about the account itself stay. */
  #isErased({ id, change }: Kept, { account, to }: Row): boolean {
    if (change.kind === 'message') return !this.#messages.has(id);
    if (change.kind === 'edited') {
      return !this.#messages.has(change.message) || this.#rooms.isDeleted(change.message);
    }
    if (STAYS.has(change.kind)) return false;
    return this.#isGone(account) || (to !== null && to > 0 && this.#isGone(to)) || this.#isOver(to);
  }

  #isOver(to: number | null): boolean {
    return to !== null && to < 0 && !this.#rooms.rooms.has(-to);
  }
}

/** Facts about accounts and rooms by id, which are never erased. */
const STAYS: ReadonlySet<Change['kind']> = new Set([
  'deleted',
  'account',
  'account-removed',
  'device',
  'device-removed',
  'invitation',
  'room',
  'room-removed',
  'member',
  'member-removed',
]);

interface Row {
  readonly account: number;
  readonly to: number | null;
  readonly text?: Uint8Array;
  readonly more?: LogExtras;
}

/** The other side of `account` in the conversation of a message: a person or the room. */
function otherOf(account: number, { from, to }: StoredMessage): number {
  if (to < 0) return to;
  const [low, high] = from < to ? [from, to] : [to, from];
  return account === low ? high : low;
}

/** The row of a change; null if it leaves none. */
function rowOf(change: Change): Row | null {
  switch (change.kind) {
    case 'message': {
      const { from, to, text, more } = change;
      const { guest = null, reply = null } = more ?? {};
      const extras = {
        ...(guest === null ? {} : { guest }),
        ...(reply === null ? {} : { reply }),
      };
      return { account: from, to, text, more: extras };
    }
    case 'edited': {
      const { by, message, text, hidden } = change;
      return { account: by, to: null, text, more: { message, ...(hidden ? { hidden } : {}) } };
    }
    case 'deleted':
      return { account: change.by, to: null, more: { message: change.message } };
    case 'reaction': {
      const { account, message, on, hidden } = change;
      const more = { message, ...(on ? {} : OFF), ...(hidden ? { hidden: true } : {}) };
      return { account, to: null, more: more as LogExtras };
    }
    case 'pin': {
      const { room, message, on, audit } = change;
      return { account: audit?.by ?? 0, to: -room, more: { message, ...(on ? {} : OFF) } };
    }
    case 'read':
      return { account: change.account, to: change.peer, more: { upTo: change.upTo } };
    case 'block':
      return { account: change.account, to: change.blocked, more: change.on ? {} : OFF };
    case 'account':
      return { account: change.account.id, to: null };
    case 'account-removed':
      return { account: change.account, to: null };
    case 'device': {
      const { account, id } = change.device;
      return { account, to: null, more: { device: id } };
    }
    case 'device-removed':
      return { account: change.account, to: null, more: { device: change.device } };
    case 'invitation':
      return { account: change.invitation.by, to: null };
    case 'room':
      return { account: change.audit?.by ?? 0, to: -change.room.id };
    case 'room-removed':
      return { account: change.audit?.by ?? 0, to: -change.room };
    case 'member': {
      const { account, room, role } = change.member;
      return { account, to: -room, more: { role } };
    }
    case 'member-removed':
      return { account: change.account, to: -change.room };
    case 'ban':
      return { account: change.ban.account ?? 0, to: -change.ban.room };
    case 'unban':
      return { account: 0, to: -change.room };
    case 'room-mute':
      return { account: change.account, to: -change.room };
    case 'room-invitation':
      return change.unseen ? null : { account: change.account, to: -change.room };
    case 'audit':
      return { account: change.audit.by, to: change.audit.room === 0 ? null : -change.audit.room };
  }
}

/** Does `change` have an effect? */
function changesAnything({ members, blocks, known }: RoomTables, change: Change): boolean {
  const { bans, invitations, lives } = known;
  if ('message' in change) {
    const life = lives.get(change.message);
    return life !== undefined && !life.deleted && changesLife(life, change);
  }
  switch (change.kind) {
    case 'unban':
      return bans.has(`${change.room} ${change.name}`);
    case 'room-mute':
      return !members.has(`${change.room} ${change.account}`);
    case 'room-invitation': {
      const key = `${change.room} ${change.account}`;
      return !change.unseen && !members.has(key) && !invitations.has(key);
    }
    case 'block': {
      const { account, blocked, on, uninvited = [] } = change;
      const isInvited = uninvited.some((room) => invitations.has(`${room} ${account}`));
      return isInvited || blocks.has(`${account} ${blocked}`) !== on;
    }
    default:
      return true;
  }
}

function changesLife({ reactions }: Life, change: Change): boolean {
  if (change.kind !== 'reaction') return true;
  const { account, emoji, on } = change;
  return reactions.some((one) => one.account === account && one.emoji === emoji) !== on;
}

const OFF = { off: true } as const;
const HIDDEN = { hidden: true } as const;
