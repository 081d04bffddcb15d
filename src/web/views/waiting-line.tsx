/** The number of messages that have not arrived, above the composer. */
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat } from './context.ts';

export function WaitingLine() {
  const { outbox, isOnline } = useChat();
  const count = outbox.waiting.value;
  const text = isOnline.value ? texts.waitForAnswer : texts.waitForConnection;
  return (
    <p class="waiting-line" role="status">
      {count > 0 && t(text, { count })}
    </p>
  );
}
