/** Keeps what is known of who is here from growing old while it is shown: the server tells it only when it is asked. */
import { useEffect } from 'preact/hooks';
import { useChat } from './context.ts';

const OLD_MS = 5000;

/** Of so many, nobody looks for the one who is still to come. */
const CROWD = 200;

export function useFreshOnline(): void {
  const { directory, isOnline } = useChat();
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState !== 'visible' || !isOnline.peek()) return;
      directory.refreshOnline().catch(() => {});
    };
    ask();
    const timer = setInterval(() => {
      if (directory.online.peek().length < CROWD) ask();
    }, OLD_MS);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [directory]);
}
