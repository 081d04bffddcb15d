/** The start of the message that a reply answers, as a link to it. */
import type { Conversation } from '../state/conversation.ts';
import { messageOf } from '../state/window.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useAction } from './action.ts';
import { useChat } from './context.ts';
import { MarkupLine } from './markup.tsx';
import { PersonName } from './person-name.tsx';

export function ReplyQuote({ conversation, id }: { conversation: Conversation; id: number }) {
  const chat = useChat();
  const { problem, run } = useAction();
  const message = messageOf(conversation.window.value, id);
  // A message that is not stored exists only on the page, if anywhere.
  if (message === null && id < 0) return <p class="reply-quote soft">{t(texts.replyGone)}</p>;
  const go = () => {
    if (message === null) {
      void run(() => chat.history.jump(id));
      return;
    }
    const count = (conversation.target.value?.count ?? 0) + 1;
    conversation.target.value = { id, count };
  };
  return (
    <button type="button" class="quiet reply-quote" onClick={go} title={problem ?? undefined}>
      {message === null ? (
        <span class="soft">{problem ?? t(texts.replyGone)}</span>
      ) : (
        <>
          <span class="hidden-label">{t(texts.inReplyTo, { name: message.from })}</span>
          <span aria-hidden="true">
            <PersonName name={message.from} />
          </span>
          {message.deleted ? <span>{t(texts.takenBack)}</span> : <MarkupLine text={message.text} />}
        </>
      )}
    </button>
  );
}
