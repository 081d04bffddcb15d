/** The reactions to a message; a press adds or removes one's own. */
import type { Conversation } from '../state/conversation.ts';
import type { ChatMessage } from '../state/messages.ts';
import { maySpeak } from '../state/room-rights.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useAction } from './action.ts';
import { useChat } from './context.ts';
import { keepFocus } from './focus.ts';

interface ReactionsProps {
  readonly conversation: Conversation;
  readonly message: ChatMessage;
}

export function Reactions({ conversation, message }: ReactionsProps) {
  const chat = useChat();
  const { problem, run } = useAction();
  const { id } = message;
  const room = conversation.room.value;
  const isSilent = room !== null && !maySpeak(room, chat.me.value);
  return (
    <div class="reactions">
      {message.reactions.map(({ emoji, count, mine }) => (
        <button
          key={emoji}
          type="button"
          class="reaction"
          aria-pressed={mine}
          onMouseDown={keepFocus}
          aria-label={t(texts.reactionBy, { emoji, count })}
          disabled={isSilent}
          onClick={() => id !== null && run(() => chat.life.react(conversation, id, emoji))}
        >
          <span aria-hidden="true">
            {emoji} {count}
          </span>
        </button>
      ))}
      {problem !== null && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
