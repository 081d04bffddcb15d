/** The welcome page: a name is enough to log in; a registered one needs its password. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isRoomName } from '../../protocol/names.ts';
import { serverName } from '../shell/server-facts.ts';
import type { Welcome } from '../state/phase.ts';
import { t } from '../translations/texts.ts';
import { welcomeTexts as texts } from '../translations/welcome-texts.ts';
import { usePage } from './context.ts';
import '../styles/welcome.css';
import { problemTexts } from '../translations/problem-texts.ts';
import { Field } from './field.tsx';
import { Logo } from './logo.tsx';
import { useNewPassword } from './new-password.tsx';
import { Problem } from './problem.tsx';

export function WelcomeView({ welcome }: { welcome: Welcome }) {
  return (
    <main class="welcome">
      <div class="welcome-card">
        <div class="welcome-head">
          <Logo size={56} />
          <h1>{serverName}</h1>
          <p class="soft">{t(texts.lead, { host: location.host })}</p>
        </div>
        {welcome.step === 'name' && <NameForm welcome={welcome} />}
        {welcome.step === 'password' && <PasswordForm welcome={welcome} />}
        {welcome.step === 'register' && <RegisterForm welcome={welcome} />}
      </div>
      <p class="welcome-foot">
        <a href="about">{t(texts.otherWays)}</a>
      </p>
    </main>
  );
}

interface FormProps {
  readonly welcome: Welcome;
}

function NameForm({ welcome }: FormProps) {
  const { app } = usePage();
  const [name, setName] = useState(welcome.name);
  const [isRoom, setRoom] = useState(false);
  const field = useFocus();
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = name.trim();
        setRoom(isRoomName(wanted));
        if (wanted !== '' && !isRoomName(wanted)) void app.enterAs(wanted);
      }}
    >
      <Field
        label={t(texts.yourName)}
        hint={t(texts.nameHint)}
        inputRef={field}
        value={name}
        onValue={setName}
        autocomplete="username"
        required
      />
      <Problem text={isRoom ? t(problemTexts.nameNotAllowed) : welcome.problem} />
      <button type="submit" class="primary" disabled={welcome.busy}>
        {t(texts.enter)}
      </button>
      <button type="button" class="quiet" onClick={() => app.ask('register', name.trim())}>
        {t(texts.registerInstead)}
      </button>
    </form>
  );
}

function PasswordForm({ welcome }: FormProps) {
  const { app } = usePage();
  const [password, setPassword] = useState('');
  const field = useFocus();
  const { name } = welcome;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void app.logIn(name, password);
      }}
    >
      <p>{t(texts.isRegistered, { name })}</p>
      <input type="hidden" name="username" autocomplete="username" value={name} />
      <Field
        label={t(texts.passwordFor, { name })}
        type="password"
        inputRef={field}
        value={password}
        onValue={setPassword}
        autocomplete="current-password"
        required
      />
      <Problem text={welcome.problem} />
      <button type="submit" class="primary" disabled={welcome.busy}>
        {t(texts.logIn)}
      </button>
      <button type="button" class="quiet" onClick={() => app.ask('name', '')}>
        {t(texts.otherName)}
      </button>
    </form>
  );
}

function RegisterForm({ welcome }: FormProps) {
  const { app } = usePage();
  const [name, setName] = useState(welcome.name);
  const { password, objection, fields } = useNewPassword();
  const [invitation, setInvitation] = useState('');
  const [objected, setObjected] = useState<string | null>(null);
  const field = useFocus();
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        setObjected(objection);
        if (objection === null) void app.register(name.trim(), password, invitation.trim());
      }}
    >
      <Field
        label={t(texts.yourName)}
        inputRef={field}
        value={name}
        onValue={setName}
        autocomplete="username"
        required
      />
      {fields}
      <Field
        label={t(texts.invitation)}
        hint={t(texts.invitationHint)}
        value={invitation}
        onValue={setInvitation}
        autocomplete="off"
      />
      <Problem text={objected ?? welcome.problem} />
      <button type="submit" class="primary" disabled={welcome.busy}>
        {t(texts.register)}
      </button>
      <button type="button" class="quiet" onClick={() => app.ask('name', name.trim())}>
        {t(texts.asGuest)}
      </button>
    </form>
  );
}

/** Focuses the first field. */
function useFocus() {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return field;
}
