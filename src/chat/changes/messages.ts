/** Changes to messages that were sent: edits and deletions. */
import type { Changing } from '../delivery/changing-messages.ts';
import type { Actor, Person } from '../people/client.ts';
import type { AuditRecord } from '../records.ts';
import type { ChangeKind } from './making.ts';
import type { TextMemory } from './memory.ts';

/** A message that is deleted meanwhile cannot be changed any more. */
interface OfMessage {
  readonly message: number;
  readonly changing: Changing;
}

export interface Editing extends OfMessage {
  readonly actor: Actor;
  readonly person: Person;
  readonly text: Uint8Array;
  /** Ids of the accounts that it mentions now. */
  readonly mentions: readonly number[];
  /** Only the author sees the edit. */
  readonly hidden: boolean;
}

/** For a stored message. Returns the time of the edit. */
export const edited: ChangeKind<Editing, { readonly at: number }, TextMemory> = {
  admit: (memory, { actor, person, text }) => memory.texts.reserve(actor, person, text.length),
  settle(memory, { actor, person, text, changing }, stored) {
    memory.texts.settle(actor, person, text.length, stored && !changing.gone);
  },
  entry({ message, person: { account }, text, mentions, hidden }) {
    const change = { kind: 'edited', message, by: account?.id ?? 0, text, mentions } as const;
    return hidden ? { ...change, hidden } : change;
  },
  apply: (_memory, { changing }, { at }) => (changing.gone ? null : { at }),
};

export interface Deletion extends OfMessage {
  /** Is it stored? */
  readonly kept: boolean;
  readonly by: Person;
  readonly audit: AuditRecord | null;
}

export const deleted: ChangeKind<Deletion> = {
  entry: ({ message, kept, by: { account }, audit }) =>
    kept ? { kind: 'deleted', message, by: account?.id ?? 0, audit } : null,
  apply(memory, { message, changing }) {
    if (changing.gone) return null;
    memory.rooms.live.delete(message);
    memory.rooms.changing.gone(message);
    return true;
  },
};
