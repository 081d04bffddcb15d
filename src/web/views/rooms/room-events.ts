/** Refreshes views of a room when events happen in it. */

import { useEffect, useRef } from 'preact/hooks';
import { PRESENCE_MEMBERS_MAX } from '../../../protocol/limits.ts';
import type { Conversation } from '../../state/conversation.ts';
import { Spaced } from '../../state/spaced.ts';
import { useChat } from '../context.ts';

/** The least time between two refreshes in a busy room. */
const PAUSE_MS = 1000;

/** Calls `renew` when something has happened in the room or to it. */
export function useRoomEvents(conversation: Conversation, renew: () => void): void {
  const chat = useChat();
  const room = conversation.room.value;
  const events = conversation.events.value;
  const isTold = room !== null && room.members <= PRESENCE_MEMBERS_MAX;
  const presence = isTold ? chat.directory.presence.value : null;
  const latest = useRef(renew);
  latest.current = renew;
  const spaced = useRef<Spaced | null>(null);
  useEffect(() => {
    const made = new Spaced(
      (ms, task) => chat.after(ms, task),
      PAUSE_MS,
      () => latest.current(),
    );
    spaced.current = made;
    return () => made.stop();
  }, [conversation]);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) spaced.current?.soon();
    isFirst.current = false;
  }, [room, events, presence]);
}
