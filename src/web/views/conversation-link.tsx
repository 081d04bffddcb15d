/** A conversation in the list: its name and its unread count. */
import type { Conversation } from '../state/conversation.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat } from './context.ts';
import { PersonName } from './person-name.tsx';
import { PresenceDot } from './presence-dot.tsx';
import { RoomName } from './room-name.tsx';

/** Higher counts are shown as "999+". */
const COUNT_MAX = 999;

export function ConversationLink({ conversation }: { conversation: Conversation }) {
  const chat = useChat();
  const { name, isRoom } = conversation;
  const isCurrent = chat.current.value === conversation;
  const unread = conversation.unread.value;
  const mentions = isRoom ? conversation.mentions.value : unread;
  const hasDraft = conversation.draft.value !== '' && !isCurrent;
  const kind = `${unread > 0 ? 'is-unread' : ''} ${conversation.left.value ? 'is-left' : ''}`;
  return (
    <li>
      <a
        href={`#in=${encodeURIComponent(name)}`}
        class={`conversation-link ${kind}`}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          chat.open(name);
        }}
      >
        {isRoom ? (
          <RoomName name={name} />
        ) : (
          <>
            <PresenceDot name={name} />
            <PersonName name={name} />
          </>
        )}
        {hasDraft && <span class="conversation-draft">{t(texts.draft)}</span>}
        {unread > 0 && (
          <span class={`count ${mentions > 0 ? 'count-mentions' : ''}`}>
            <span aria-hidden="true">{Math.min(unread, COUNT_MAX)}</span>
            <span class="hidden-label">
              {t(texts.unread, { count: unread })}
              {isRoom && mentions > 0 && `, ${t(texts.mentions, { count: mentions })}`}
            </span>
          </span>
        )}
      </a>
    </li>
  );
}
