/** A note above the composer that one has blocked the other person. */

import { chatTexts as texts } from '../translations/chat-texts.ts';
import { personTexts } from '../translations/person-texts.ts';
import { t } from '../translations/texts.ts';
import { useAction } from './action.ts';
import { useChat } from './context.ts';
import '../styles/silence.css';

export function BlockedNote({ name }: { name: string }) {
  const { client, directory } = useChat();
  const { busy, problem, run } = useAction();
  if (!directory.blocked.value.has(name)) return null;
  const unblock = async () => {
    await client.unblock(name);
    directory.block(name, false);
  };
  return (
    <div class="silence">
      <p>
        {t(texts.youBlocked, { name })}{' '}
        <button type="button" class="quiet" disabled={busy} onClick={() => run(unblock)}>
          {t(personTexts.unblock)}
        </button>
      </p>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
