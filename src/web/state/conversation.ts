/** A conversation, with a person or in a room, as the page shows it. */
import { computed, signal } from '@preact/signals';
import type { RoomDescription, RoomNews } from '../../client/browser.ts';
import { isRoomName } from '../../protocol/names.ts';
import type { ChatMessage } from './messages.ts';
import { EMPTY, newestKept, type Window } from './window.ts';

/** What is asked of the server just now. */
export type Loading = 'first' | 'earlier' | 'later' | null;

/** What the message list is to bring into sight. */
export interface Target {
  readonly id: number;
  /** Each time anew, also for the same message. */
  readonly count: number;
}

/** What the next message does. */
export type Writing =
  | { readonly kind: 'message' }
  | { readonly kind: 'reply'; readonly to: ChatMessage }
  /** `text` is what is to stand in its place; the draft waits meanwhile. */
  | { readonly kind: 'edit'; readonly message: ChatMessage; readonly text: string };

/** Why one is not in a room. */
export type Exit =
  /** One was put out, or it has ended. */
  | { readonly kind: 'put out'; readonly what: RoomNews['what'] }
  /** There is none, or none that one may know of. */
  | { readonly kind: 'no room' }
  /** A guest is in its rooms as long as its connection lasts. */
  | { readonly kind: 'lost connection' };

export const PLAIN: Writing = { kind: 'message' };

/** The message that is answered or corrected; null: none. */
export function begunOn(writing: Writing): ChatMessage | null {
  if (writing.kind === 'message') return null;
  return writing.kind === 'edit' ? writing.message : writing.to;
}

export class Conversation {
  /** Of a person, or of a room. */
  readonly name: string;
  readonly isRoom: boolean;
  readonly window = signal<Window>(EMPTY);
  /** Was anything of it ever asked for? */
  readonly isOpen = signal(false);
  readonly loading = signal<Loading>(null);
  /** What has happened since a page was asked for, and has to be done to that too; null: none is asked for. */
  meanwhile: ((window: Window) => Window)[] | null = null;
  /** Why the messages could not be had; null: they could. */
  readonly problem = signal<string | null>(null);
  /** Is there a history on the server to page through? Null: not known yet. */
  readonly kept = signal<boolean | null>(null);
  /** What others wrote that was not read, and what of it mentions me. */
  readonly unread = signal(0);
  readonly mentions = signal(0);
  /** The newest message of it that is known of: for the order of conversations. */
  readonly newest = signal(0);
  /** When something was said last, in milliseconds since 1970; 0: not known. */
  readonly latest = signal(0);
  /** What was read when it was opened: a line is drawn behind that message. Null: no line. */
  readonly readBefore = signal<number | null>(null);
  /** So much of it was unread then, and its first is not in sight yet. */
  readonly unreadBefore = signal(0);
  /** Others who are typing, in the order in which they began. */
  readonly typing = signal<readonly string[]>([]);
  /** Of a room, once it is known. */
  readonly room = signal<RoomDescription | null>(null);
  /** How often something has happened in the room: for what shows who is in it. */
  readonly events = signal(0);
  /** One was in the room, and no longer is. */
  readonly left = signal(false);
  /** Why not, where it was others' doing, or the server has said so; null: one has left, or it is not known. */
  readonly exit = signal<Exit | null>(null);
  /** When one spoke last in the room, as far as this page has heard of it; 0: it has not. */
  readonly spokeAt = signal(0);
  /** Until when the server has said that it is too early to speak again; 0: it has not. */
  readonly slowedUntil = signal(0);
  readonly target = signal<Target | null>(null);
  readonly draft = signal('');
  readonly writing = signal<Writing>(PLAIN);
  /** The end of it is in sight: what comes is seen at once. */
  readonly atEnd = signal(true);
  /** The list keeps to its end, wherever that is, until somebody turns to something before it. */
  readonly follows = signal(true);

  readonly newestKept = computed(() => newestKept(this.window.value));

  constructor(name: string) {
    this.name = name;
    this.isRoom = isRoomName(name);
  }

  /** Something happens to what is shown. */
  change(change: (window: Window) => Window): void {
    this.meanwhile?.push(change);
    this.window.value = change(this.window.value);
  }
}
