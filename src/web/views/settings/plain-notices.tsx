/**
 * Turns notices to one's plain clients, such as nc, on or off. The server does not report the current setting, so both
 * are offered.
 */
import { useState } from 'preact/hooks';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { Problem } from '../problem.tsx';

export function PlainNotices() {
  const { client } = useChat();
  const { busy, problem, run } = useAction();
  const [are, setAre] = useState<boolean | null>(null);
  const set = (on: boolean) => {
    setAre(null);
    void run(() => client.notices(on)).then((isDone) => isDone && setAre(on));
  };
  return (
    <section class="form settings-form">
      <h3>{t(texts.notices)}</h3>
      <Problem text={problem} />
      <p role="status" class="soft">
        {are !== null && t(are ? texts.noticesAreOn : texts.noticesAreOff)}
      </p>
      <div class="actions">
        <button type="button" disabled={busy} onClick={() => set(false)}>
          {t(texts.noticesOff)}
        </button>
        <button type="button" disabled={busy} onClick={() => set(true)}>
          {t(texts.noticesOn)}
        </button>
      </div>
    </section>
  );
}
