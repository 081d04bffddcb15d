/** The reactions to a message, with the people who made them. */
import { useEffect, useState } from 'preact/hooks';
import type { ChatMessage } from '../../state/messages.ts';
import { findTexts as texts } from '../../translations/find-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import type { Titled } from '../panel.ts';
import { PersonName } from '../person-name.tsx';
import '../../styles/find.css';

export function ReactionsPanel({ title, message }: Titled & { message: ChatMessage }) {
  const chat = useChat();
  const { panels } = usePage();
  const { busy, problem, run } = useAction();
  const [names, setNames] = useState<ReadonlyMap<string, readonly string[]> | null>(null);
  useEffect(() => {
    void run(async () => {
      const reactions = await chat.client.reactions(message.id ?? 0);
      const byEmoji = Map.groupBy(reactions, ({ emoji }) => emoji);
      setNames(new Map([...byEmoji].map(([emoji, all]) => [emoji, all.map(({ name }) => name)])));
    });
  }, []);
  return (
    <Dialog title={title} onClose={() => panels.close()}>
      {busy && <p role="status">{t(texts.loading)}</p>}
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {names?.size === 0 && <p class="soft">{t(texts.noReactions)}</p>}
      <dl>
        {[...(names ?? [])].map(([emoji, people]) => (
          <div key={emoji} class="reacted-with">
            <dt>{emoji}</dt>
            <dd>
              {people.map((name) => (
                <button
                  key={name}
                  type="button"
                  class="quiet"
                  onClick={() => panels.show({ kind: 'person', name })}
                >
                  <PersonName name={name} />
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
