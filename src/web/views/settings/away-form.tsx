/** The form that sets or clears one's away message. */
import { useState } from 'preact/hooks';
import { AWAY_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { useChat } from '../context.ts';
import { Field } from '../field.tsx';
import { SettingsForm } from './settings-form.tsx';

export function AwayForm() {
  const chat = useChat();
  const [text, setText] = useState('');
  const away = chat.away.value;
  const set = async (to: string | null) => {
    await chat.client.away(to);
    chat.away.value = to;
  };
  if (away !== null) {
    return (
      <SettingsForm title={t(texts.away)} does={t(texts.comeBack)} act={() => set(null)}>
        <p>
          {t(texts.isAway)} <bdi>{away}</bdi>
        </p>
      </SettingsForm>
    );
  }
  return (
    <SettingsForm title={t(texts.away)} does={t(texts.goAway)} act={() => set(text.trim())}>
      <Field
        label={t(texts.awayText)}
        value={text}
        onValue={setText}
        maxLength={AWAY_CHARACTERS_MAX}
      />
    </SettingsForm>
  );
}
