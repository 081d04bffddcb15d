/** The fields for a new password, typed twice. */
import { useState } from 'preact/hooks';
import { passwordMin } from '../shell/server-facts.ts';
import { t } from '../translations/texts.ts';
import { welcomeTexts as texts } from '../translations/welcome-texts.ts';
import { Field } from './field.tsx';

/** The typed password, the objection to it (null if it is valid), its fields, and a function that clears them. */
export function useNewPassword() {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  return {
    password,
    objection: password === again ? null : t(texts.notSame),
    clear: () => {
      setPassword('');
      setAgain('');
    },
    fields: (
      <>
        <Field
          label={t(texts.newPassword)}
          hint={t(texts.passwordHint, { least: passwordMin })}
          type="password"
          autocomplete="new-password"
          value={password}
          onValue={setPassword}
          required
        />
        <Field
          label={t(texts.again)}
          type="password"
          autocomplete="new-password"
          value={again}
          onValue={setAgain}
          required
        />
      </>
    ),
  };
}
