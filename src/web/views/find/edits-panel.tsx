/** The versions of a message, one after the other. */
import { useEffect, useState } from 'preact/hooks';
import type { Edit } from '../../../client/browser.ts';
import type { ChatMessage } from '../../state/messages.ts';
import { fullTimeOf, isoOf } from '../../text/dates.ts';
import { findTexts as texts } from '../../translations/find-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { FoldedMarkup } from '../markup.tsx';
import type { Titled } from '../panel.ts';
import '../../styles/find.css';

export function EditsPanel({ title, message }: Titled & { message: ChatMessage }) {
  const chat = useChat();
  const { panels } = usePage();
  const { busy, problem, run } = useAction();
  const [edits, setEdits] = useState<readonly Edit[]>([]);
  useEffect(() => {
    void run(async () => setEdits(await chat.client.edits(message.id ?? 0)));
  }, []);
  return (
    <Dialog title={title} onClose={() => panels.close()}>
      {busy && <p role="status">{t(texts.loading)}</p>}
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <ol class="edits">
        {edits.toReversed().map(({ at, text }, i) => (
          <li key={at} class={i === 0 ? 'is-now' : ''}>
            <p class="soft">
              <time dateTime={isoOf(at)}>{fullTimeOf(at)}</time>
              {i === 0 && <strong class="edits-now">{t(texts.now)}</strong>}
              {i > 0 && i === edits.length - 1 && ` · ${t(texts.first)}`}
            </p>
            <FoldedMarkup text={text} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
