/** The view when no conversation is open. */
import { Hash, PenLine } from 'lucide';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat, usePage } from './context.ts';
import { HereNow } from './here-now.tsx';
import { Icon } from './icon.tsx';

export function NothingOpen() {
  const { me } = useChat();
  const { panels } = usePage();
  return (
    <div class="nothing-open">
      <h1>{t(texts.welcomeHere, { name: me.value.name })}</h1>
      <p class="soft">{t(texts.begin)}</p>
      <div class="nothing-open-actions">
        <button type="button" class="primary" onClick={() => panels.show({ kind: 'find-rooms' })}>
          <Icon drawing={Hash} />
          {t(texts.findRooms)}
        </button>
        <button type="button" onClick={() => panels.show({ kind: 'new-message' })}>
          <Icon drawing={PenLine} />
          {t(texts.newMessage)}
        </button>
      </div>
      <HereNow />
    </div>
  );
}
