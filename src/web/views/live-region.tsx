/** Says new messages of the open conversation to those who hear the page instead of seeing it, when they are done with what they hear. */
import { useEffect, useState } from 'preact/hooks';
import { isKept } from '../state/messages.ts';
import { plainLine } from '../text/plain-reading.ts';
import { chatTexts as texts } from '../texts/chat-texts.ts';
import { t } from '../texts/texts.ts';
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
      if (newest.kind !== 'message' || newest.own || conversation.loading.peek() !== null) return;
      if (isKept(newest) && newest.id <= conversation.newest.peek() - LINES_MAX) return;
      const text = t(texts.said, { name: newest.from, text: plainLine(newest.text, TEXT_MAX) });
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
