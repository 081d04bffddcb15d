/** Mutes, moderated rooms and slow mode: whether and until when one may not write in a room, known before a vain attempt. */
import type { RoomDescription } from '../../client/browser.ts';
import type { Me } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import { mayHurry, maySpeak } from './room-rights.ts';

/** The end of a permanent mute. */
export const FOR_GOOD = Number.MAX_SAFE_INTEGER;

/** `until` is in milliseconds since 1970; `FOR_GOOD` has no end. */
export type Silence =
  | { readonly kind: 'muted'; readonly until: number }
  /** The room is moderated, and one has no voice. */
  | { readonly kind: 'moderated'; readonly until: number }
  /** `seconds` have to pass between two messages of one member. */
  | { readonly kind: 'slow'; readonly until: number; readonly seconds: number };

/** The facts about a room and one's messages there that decide it. */
export interface Spoken {
  readonly room: RoomDescription | null;
  /** When one last spoke, from any device; 0 if unknown. */
  readonly spokeAt: number;
  /** The time before which the server has refused the next message; 0 if it has not. */
  readonly slowedUntil: number;
}

/** The silence in force at `now`; null if one may write. */
export function silenceOf(
  { room, spokeAt, slowedUntil }: Spoken,
  me: Pick<Me, 'operator'>,
  now: number,
): Silence | null {
  if (room === null) return null;
  const { muted, slow: seconds } = room;
  if (muted !== null && muted > now) return { kind: 'muted', until: muted };
  if (room.role !== null && !maySpeak({ ...room, muted: null }, me)) {
    return { kind: 'moderated', until: FOR_GOOD };
  }
  if (seconds === 0 || mayHurry(room, me)) return null;
  // If the clock was set back, the wait is no longer than the pause.
  const spoke = Math.min(spokeAt, now) + seconds * 1000;
  const until = Math.max(spoke, Math.min(slowedUntil, now + seconds * 1000));
  return until > now ? { kind: 'slow', until, seconds } : null;
}

/** When one last spoke in `conversation`, as far as the page knows. */
export function spokenIn(conversation: Conversation): Spoken {
  const last = conversation.window.value.items.findLast(
    (item) => item.kind === 'message' && item.own && item.id !== null,
  );
  const spokeAt = Math.max(conversation.spokeAt.value, last?.at ?? 0);
  return {
    room: conversation.room.value,
    spokeAt,
    slowedUntil: conversation.slowedUntil.value,
  };
}

/** Removes a mute that is over by `now` from the room's description. */
export function endMute({ room }: Conversation, now: number): void {
  const known = room.value;
  if (known !== null && known.muted !== null && known.muted <= now) {
    room.value = { ...known, muted: null };
  }
}
