/** Says what is new in the open conversation to those who hear the page instead of seeing it, when they are done with what they hear. */
import { useEffect, useState } from 'preact/hooks';
import { type Item, isKept } from '../state/messages.ts';
import { noticeText } from '../text/notice-text.ts';
import { plainLine } from '../text/plain-reading.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat } from './context.ts';

/** Of a long text, the rest is to be read in the list. */
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
      // What is there when it is opened is not new, nor is what was loaded.
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

/** What is said of `item`; null: nothing. `newestId` is of the newest message that is known. */
function spoken(item: Item, me: string, newestId: number): string | null {
  if (item.kind === 'notice') return noticeText(item.event, me, item.at);
  if (item.own || (isKept(item) && item.id <= newestId - LINES_MAX)) return null;
  return t(texts.said, { name: item.from, text: plainLine(item.text, TEXT_MAX) });
}
