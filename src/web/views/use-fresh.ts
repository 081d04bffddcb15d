/** Refreshes shown data that the server sends only on request. */
import { useEffect } from 'preact/hooks';
import { useChat } from './context.ts';

const ONLINE_OLD_MS = 5000;
const PRESENCE_OLD_MS = 15_000;

/** With this many people online, the list is refreshed less often: nobody watches it for one more. */
const CROWD = 200;
const CROWD_OLD_MS = 60_000;

/** Refreshes the list of people online. */
export function useFreshOnline(): void {
  const { directory } = useChat();
  const isCrowd = directory.online.value.length >= CROWD;
  useFresh(() => directory.refreshOnline(), isCrowd ? CROWD_OLD_MS : ONLINE_OLD_MS);
}

/** Refreshes the presence of correspondents: events report it only to people who share a room. */
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
