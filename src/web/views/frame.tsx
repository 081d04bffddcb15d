/** The layout of the chat: the list beside the open conversation; on a narrow page, one of the two. */

import { useEffect, useState } from 'preact/hooks';
import { serverName } from '../shell/server-facts.ts';
import { Banner } from './banner.tsx';
import { useChat } from './context.ts';
import { ConversationView } from './conversation-view.tsx';
import { loadAhead } from './lazily.ts';
import { LiveRegion } from './live-region.tsx';
import { NothingOpen } from './nothing-open.tsx';
import { Sidebar } from './sidebar.tsx';
import { useFreshPresence } from './use-fresh.ts';
import '../styles/frame.css';

export function Frame() {
  const chat = useChat();
  const isNarrow = useNarrow();
  useFreshPresence();
  useEffect(loadAhead, []);
  const current = chat.current.value;
  const isList = isNarrow && current === null;
  return (
    <div class={`frame ${isNarrow ? 'is-narrow' : ''}`}>
      <Banner />
      {!isNarrow && <Sidebar />}
      <main class="frame-main">
        {isList && (
          <>
            <h1 class="hidden-label">{serverName}</h1>
            <Sidebar isPage />
          </>
        )}
        {!isList && current === null && <NothingOpen />}
        {current !== null && <ConversationView key={current.name} conversation={current} />}
      </main>
      <LiveRegion />
    </div>
  );
}

const NARROW = '(max-width: 48rem)';

/** Is the page too narrow for both? */
function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const media = matchMedia(NARROW);
    const look = () => setNarrow(media.matches);
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, []);
  return isNarrow;
}
