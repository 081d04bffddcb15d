/** In place of the composer in a room that one is not in: the way back, if there is one. The reason is shown above. */
import { useEffect, useRef } from 'preact/hooks';
import { roomFlags } from '../../protocol/room-flags.ts';
import type { Conversation, Exit } from '../state/conversation.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useAction } from './action.ts';
import { useChat } from './context.ts';

export function Outside({ conversation }: { conversation: Conversation }) {
  const chat = useChat();
  const { busy, problem, run } = useAction();
  const { name } = conversation;
  const exit = conversation.exit.value;
  const notice = useRef<HTMLParagraphElement>(null);
  const way = wayBack(exit);
  // Takes the focus that the composer would have.
  useEffect(() => notice.current?.focus(), [conversation]);
  const join = async () => {
    chat.directory.joined(await chat.client.join(name));
  };
  const room = conversation.room.value;
  const isClosed = room !== null && roomFlags(room).byInvitation;
  return (
    <div class="outside">
      <p ref={notice} tabIndex={-1}>
        {t(factOf(exit), { name })}
        {way === 'open' && exit !== null && isClosed && ` ${t(texts.byInvitation)}`}
      </p>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="actions">
        <button type="button" onClick={() => chat.forget(name)}>
          {t(texts.forget)}
        </button>
        {way !== 'none' && (
          <button
            type="button"
            class={way === 'open' ? 'primary' : ''}
            disabled={busy}
            onClick={() => run(join)}
          >
            {t(texts.join, { name })}
          </button>
        )}
      </div>
    </div>
  );
}

function factOf(exit: Exit | null) {
  if (exit?.kind === 'no room') return texts.noRoom;
  return exit?.kind === 'lost connection' ? texts.guestLeft : texts.notIn;
}

/** How one may try to get back. A banned person may try too, since the lifting of a ban is not reported. */
function wayBack(exit: Exit | null): 'open' | 'banned' | 'none' {
  if (exit === null || exit.kind === 'lost connection') return 'open';
  if (exit.kind === 'no room' || exit.what === 'removed') return 'none';
  return exit.what === 'banned' ? 'banned' : 'open';
}
