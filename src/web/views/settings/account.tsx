/** Settings of one's name, password and account. */
import { useState } from 'preact/hooks';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { welcomeTexts } from '../../translations/welcome-texts.ts';
import { useAction } from '../action.ts';
import { useChat, usePage } from '../context.ts';
import { Field } from '../field.tsx';
import { useNewPassword } from '../new-password.tsx';
import { Problem } from '../problem.tsx';
import { AwayForm } from './away-form.tsx';
import { SettingsForm } from './settings-form.tsx';

export function Account() {
  const { app, panels } = usePage();
  const chat = useChat();
  const { busy, problem, run } = useAction();
  return (
    <>
      <AwayForm />
      <Rename />
      {chat.me.value.registered ? <Registered /> : <KeepName />}
      <section class="actions">
        {chat.me.value.operator && (
          <button type="button" onClick={() => panels.show({ kind: 'audit' })}>
            {t(texts.audit)}
          </button>
        )}
        <Problem text={problem} />
        <button type="button" disabled={busy} onClick={() => run(() => app.logOut())}>
          {t(texts.logOut)}
        </button>
      </section>
      {chat.me.value.registered && <Remove />}
    </>
  );
}

/** A hidden field that tells password managers the user name. */
function OwnLogin() {
  const { name } = useChat().me.value;
  return <input autocomplete="username" value={name} readOnly hidden />;
}

function KeepName() {
  const { app } = usePage();
  const { password, objection, fields } = useNewPassword();
  const [invitation, setInvitation] = useState('');
  return (
    <SettingsForm
      title={t(texts.keepName)}
      does={t(welcomeTexts.register)}
      objection={objection}
      // The dialog closes with the guest's chat. Another may be open by the time that all of the new one is loaded.
      act={() => app.keepName(password, invitation.trim())}
    >
      <OwnLogin />
      <p class="soft">{t(texts.keepHint)}</p>
      {fields}
      <Field
        label={t(welcomeTexts.invitation)}
        hint={t(welcomeTexts.invitationHint)}
        value={invitation}
        onValue={setInvitation}
      />
    </SettingsForm>
  );
}

function Rename() {
  const chat = useChat();
  const [name, setName] = useState('');
  return (
    <SettingsForm
      title={t(texts.rename)}
      does={t(texts.rename)}
      act={async () => {
        const wanted = name.trim();
        await chat.client.rename(wanted);
        chat.renamed(wanted);
        setName('');
      }}
    >
      <Field
        label={t(texts.newName)}
        autocomplete="username"
        value={name}
        onValue={setName}
        required
      />
    </SettingsForm>
  );
}

function Registered() {
  const chat = useChat();
  const [old, setOld] = useState('');
  const fresh = useNewPassword();
  return (
    <SettingsForm
      title={t(texts.password)}
      does={t(texts.password)}
      done={t(texts.passwordDone)}
      objection={fresh.objection}
      act={async () => {
        await chat.client.changePassword(old, fresh.password);
        setOld('');
        fresh.clear();
      }}
    >
      <OwnLogin />
      <Field
        label={t(texts.oldPassword)}
        type="password"
        autocomplete="current-password"
        value={old}
        onValue={setOld}
        required
      />
      {fresh.fields}
    </SettingsForm>
  );
}

function Remove() {
  const chat = useChat();
  const { app, panels } = usePage();
  const [password, setPassword] = useState('');
  return (
    <SettingsForm
      title={t(texts.remove)}
      does={t(texts.remove)}
      isDangerous
      act={async () => {
        await chat.client.unregister(password);
        panels.close();
        await app.forgotten();
      }}
    >
      <OwnLogin />
      <p>{t(texts.removeText)}</p>
      <Field
        label={t(texts.removeSure)}
        type="password"
        autocomplete="current-password"
        value={password}
        onValue={setPassword}
        required
      />
    </SettingsForm>
  );
}
