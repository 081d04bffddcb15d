/** Why one may not write in a room just now, and for how long: what is said before anybody tries in vain. */
import type { RoomDescription } from '../../client/browser.ts';
import type { Me } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import { mayHurry } from './room-rights.ts';

/** Of a mute that has no end. */
export const FOR_GOOD = Number.MAX_SAFE_INTEGER;

/** `until` is in milliseconds since 1970; `FOR_GOOD` has no end. */
export type Silence =
  | { readonly kind: 'muted'; readonly until: number }
  /** So many `seconds` between two messages of one member. */
  | { readonly kind: 'slow'; readonly until: number; readonly seconds: number };

/** What is known of a room, and of what one said there. */
export interface Spoken {
  readonly room: RoomDescription | null;
  /** When one spoke last, from any device; 0: not known. */
  readonly spokeAt: number;
  /** Until when the server has said that it is too early; 0: it has not. */
  readonly slowedUntil: number;
}

/** Null: one may write at `now`. */
export function silenceOf(
  { room, spokeAt, slowedUntil }: Spoken,
  me: Pick<Me, 'operator'>,
  now: number,
): Silence | null {
  if (room === null) return null;
  const { muted, slow: seconds } = room;
  if (muted !== null && muted > now) return { kind: 'muted', until: muted };
  if (seconds === 0 || mayHurry(room, me)) return null;
  // A clock that was set back makes nobody wait for longer than that.
  const spoke = Math.min(spokeAt, now) + seconds * 1000;
  const until = Math.max(spoke, Math.min(slowedUntil, now + seconds * 1000));
  return until > now ? { kind: 'slow', until, seconds } : null;
}

/** When one spoke last in `conversation`, as far as it is here. */
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

/** A mute that is over by `now` is none any more, for all who look at the room. */
export function endMute({ room }: Conversation, now: number): void {
  const known = room.value;
  if (known !== null && known.muted !== null && known.muted <= now) {
    room.value = { ...known, muted: null };
  }
}
