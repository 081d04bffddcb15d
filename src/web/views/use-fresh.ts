/** Keeps what the server tells only when it is asked from growing old while it is shown. */
import { useEffect } from 'preact/hooks';
import { useChat } from './context.ts';

const ONLINE_OLD_MS = 5000;
const PRESENCE_OLD_MS = 15_000;

/** Of so many, nobody looks for the one who is still to come. */
const CROWD = 200;
const CROWD_OLD_MS = 60_000;

/** Who is logged in. */
export function useFreshOnline(): void {
  const { directory } = useChat();
  const isCrowd = directory.online.value.length >= CROWD;
  useFresh(() => directory.refreshOnline(), isCrowd ? CROWD_OLD_MS : ONLINE_OLD_MS);
}

/** Whether those are here that one writes with: in a room one is told, between two people nobody is. */
export function useFreshPresence(): void {
  const { directory } = useChat();
  useFresh(() => directory.refreshPresence(), PRESENCE_OLD_MS);
}

function useFresh(ask: () => Promise<void>, oldMs: number): void {
  const chat = useChat();
  useEffect(() => {
    const askAgain = () => {
      if (document.visibilityState === 'visible' && chat.isOnline.peek()) ask().catch(() => {});
    };
    askAgain();
    const timer = setInterval(askAgain, oldMs);
    document.addEventListener('visibilitychange', askAgain);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askAgain);
    };
  }, [chat, oldMs]);
}
