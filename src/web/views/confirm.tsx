/** The confirmation dialog before an action that cannot be undone. */
import { useState } from 'preact/hooks';
import { commonTexts } from '../translations/common-texts.ts';
import { t } from '../translations/texts.ts';
import { useAction } from './action.ts';
import { usePage } from './context.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Problem } from './problem.tsx';

/** An action that cannot be undone. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** The label of the confirming button. */
  readonly does: string;
  /** The text that has to be typed to confirm. */
  readonly typed?: string;
  readonly act: () => Promise<void>;
}

export function Confirm({ question }: { question: Question }) {
  const { panels } = usePage();
  const { busy, problem, run } = useAction();
  const [typed, setTyped] = useState('');
  const isSure = question.typed === undefined || typed.trim() === question.typed;
  const close = () => panels.close();
  const act = async () => {
    if (await run(question.act)) close();
  };
  return (
    <Dialog title={question.title} onClose={close}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isSure) void act();
        }}
      >
        <p>{question.text}</p>
        {question.typed !== undefined && (
          <Field
            label={t(commonTexts.typeToBeSure, { text: question.typed })}
            value={typed}
            onValue={setTyped}
          />
        )}
        <Problem text={problem} />
        <div class="actions">
          <button type="button" onClick={close}>
            {t(commonTexts.cancel)}
          </button>
          <button type="submit" class="dangerous" disabled={busy || !isSure}>
            {question.does}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
