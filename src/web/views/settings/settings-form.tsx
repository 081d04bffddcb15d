/** A form of the settings. */
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { Problem } from '../problem.tsx';

interface SettingsFormProps {
  readonly title: string;
  /** The label of the submit button. */
  readonly does: string;
  readonly act: () => Promise<void>;
  /** The message after success. */
  readonly done?: string;
  /** Why it cannot be submitted as it is filled in. */
  readonly objection?: string | null;
  readonly isDangerous?: boolean;
  readonly children?: ComponentChildren;
}

export function SettingsForm(props: SettingsFormProps) {
  const { title, does, act, done = t(texts.done), objection = null, isDangerous, children } = props;
  const { busy, problem, run } = useAction();
  const [said, setSaid] = useState<string | null>(null);
  const [objected, setObjected] = useState<string | null>(null);
  const heading = useId();
  return (
    <form
      class="form settings-form"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        setSaid(null);
        setObjected(objection);
        if (objection === null) void run(act).then((isDone) => isDone && setSaid(done));
      }}
    >
      <h3 id={heading}>{title}</h3>
      {children}
      <Problem text={objected ?? problem} />
      <p role="status" class="soft">
        {said}
      </p>
      <div class="actions">
        <button type="submit" class={isDangerous ? 'dangerous' : ''} disabled={busy}>
          {does}
        </button>
      </div>
    </form>
  );
}
