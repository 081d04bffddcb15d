/** A conversation, with a person or in a room, as the page shows it. */
import { computed, signal } from '@preact/signals';
import type { RoomDescription, RoomNews } from '../../client/browser.ts';
import { isRoomName } from '../../protocol/names.ts';
import type { ChatMessage } from './messages.ts';
import { EMPTY, newestKept, type Window } from './window.ts';

/** The page of history being loaded. */
export type Loading = 'first' | 'earlier' | 'later' | null;

/** A message that the list is to scroll to. */
export interface Target {
  readonly id: number;
  /** Increases each time, so that the same message can be a target again. */
  readonly count: number;
}

/** The purpose of the text in the composer. */
export type Writing =
  | { readonly kind: 'message' }
  | { readonly kind: 'reply'; readonly to: ChatMessage }
  /** `text` is to replace the message's; the draft waits meanwhile. */
  | { readonly kind: 'edit'; readonly message: ChatMessage; readonly text: string };

/** The reason why one is not in a room. */
export type Exit =
  /** One was put out, or the room was removed. */
  | { readonly kind: 'put out'; readonly what: RoomNews['what'] }
  /** The room does not exist, or one may not know of it. */
  | { readonly kind: 'no room' }
  /** A guest leaves all rooms when the connection is lost. */
  | { readonly kind: 'lost connection' };

export const PLAIN: Writing = { kind: 'message' };

/** The message that is being answered or edited; null if none is. */
export function begunOn(writing: Writing): ChatMessage | null {
  if (writing.kind === 'message') return null;
  return writing.kind === 'edit' ? writing.message : writing.to;
}

export class Conversation {
  readonly #name = signal('');
  readonly isRoom: boolean;
  readonly window = signal<Window>(EMPTY);
  /** Was any of its history ever loaded? */
  readonly isOpen = signal(false);
  readonly loading = signal<Loading>(null);
  /** Changes made while a page is being loaded, to be applied to that page too; null if none is. */
  meanwhile: ((window: Window) => Window)[] | null = null;
  /** Why loading the messages failed; null if it did not. */
  readonly problem = signal<string | null>(null);
  /** Does the server store its history? Null while unknown. */
  readonly kept = signal<boolean | null>(null);
  /** The number of unread messages of others; below, that of those which mention me. */
  readonly unread = signal(0);
  readonly mentions = signal(0);
  /** The id of its newest known message, for the order of conversations. */
  readonly newest = signal(0);
  /** The time of its last message, in milliseconds since 1970; 0 if unknown. */
  readonly latest = signal(0);
  /** The message up to which it was read when opened: a line is drawn after it. Null: no line. */
  readonly readBefore = signal<number | null>(null);
  /** The number of unread messages then, until the first of them has been in sight. */
  readonly unreadBefore = signal(0);
  /** The other people typing, in the order in which they began. */
  readonly typing = signal<readonly string[]>([]);
  /** The description of a room, once known. */
  readonly room = signal<RoomDescription | null>(null);
  /** Counts events in the room, for views that list its members. */
  readonly events = signal(0);
  /** Was one in the room, and is no longer? */
  readonly left = signal(false);
  /** Why one is not in the room, if by others' doing or the server said so; null if one left, or it is unknown. */
  readonly exit = signal<Exit | null>(null);
  /** When one last spoke in the room, as far as this page knows; 0 if unknown. */
  readonly spokeAt = signal(0);
  /** The time before which the server has refused the next message; 0 if it has not. */
  readonly slowedUntil = signal(0);
  readonly target = signal<Target | null>(null);
  readonly draft = signal('');
  readonly writing = signal<Writing>(PLAIN);
  /** Is its end in sight, so that new messages are seen at once? */
  readonly atEnd = signal(true);
  /** Does the list stay at its end, until the reader scrolls away? */
  readonly follows = signal(true);

  readonly newestKept = computed(() => newestKept(this.window.value));

  constructor(name: string) {
    this.#name.value = name;
    this.isRoom = isRoomName(name);
  }

  /** The name of the person or the room. */
  get name(): string {
    return this.#name.value;
  }

  /** The person is called `name` from now on, in what is shown too. */
  renamed(name: string): void {
    this.#name.value = name;
  }

  /** Changes the shown window, and a page that is being loaded. */
  change(change: (window: Window) => Window): void {
    this.meanwhile?.push(change);
    this.window.value = change(this.window.value);
  }
}
