/** A polite live region, which announces new messages of the open conversation to screen readers. */
import { useEffect, useState } from 'preact/hooks';
import { type Item, isKept } from '../state/messages.ts';
import { noticeText } from '../text/notice-text.ts';
import { plainLine } from '../text/plain-reading.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat } from './context.ts';

/** The length of an announcement; the rest of a longer text can be read in the list. */
const TEXT_MAX = 300;
const LINES_MAX = 5;

export function LiveRegion() {
  const chat = useChat();
  const conversation = chat.current.value;
  const [lines, setLines] = useState<readonly { key: string; text: string }[]>([]);
  useEffect(() => {
    setLines([]);
    if (conversation === null) return;
    let before = conversation.window.peek().items;
    return conversation.window.subscribe(({ items }) => {
      const known = before;
      before = items;
      const newest = items.at(-1);
      // Messages there at the opening, or loaded from the history, are not new.
      if (newest === undefined || known.some(({ key }) => key === newest.key)) return;
      if (conversation.loading.peek() !== null) return;
      const text = spoken(newest, chat.me.peek().name, conversation.newest.peek());
      if (text === null) return;
      setLines((old) => [...old.slice(1 - LINES_MAX), { key: newest.key, text }]);
    });
  }, [conversation]);
  return (
    <div class="hidden-label" role="log" aria-live="polite">
      {lines.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  );
}

/** The announcement of `item`, or null. `newestId` is the id of the newest known message. */
function spoken(item: Item, me: string, newestId: number): string | null {
  if (item.kind === 'notice') return noticeText(item.event, me, item.at);
  if (item.own || (isKept(item) && item.id <= newestId - LINES_MAX)) return null;
  const text = plainLine(item.text, TEXT_MAX);
  return item.as === 'action' ? `${item.from} ${text}` : t(texts.said, { name: item.from, text });
}
