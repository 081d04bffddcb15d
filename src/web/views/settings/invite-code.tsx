/** Creates invitation codes, for servers that require them. */
import { useState } from 'preact/hooks';
import { CommandRefused, type Invitation } from '../../../client/browser.ts';
import { Reason } from '../../../protocol/frames.ts';
import { copyText } from '../../shell/clipboard.ts';
import { fullTimeOf } from '../../text/dates.ts';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { type Text, t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { Problem } from '../problem.tsx';

export function InviteCode() {
  const chat = useChat();
  const { busy, problem, run } = useAction();
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  // Only a request shows whether the server requires them.
  const [isUnwanted, setUnwanted] = useState(false);
  const [copied, setCopied] = useState<Text | null>(null);
  const make = async () => {
    setCopied(null);
    try {
      setInvitation(await chat.client.inviteCode());
    } catch (error) {
      if (!(error instanceof CommandRefused) || error.reason !== Reason.notPermitted) throw error;
      setUnwanted(true);
    }
  };
  const copy = async (code: string) => {
    setCopied(null);
    setCopied((await copyText(code)) ? texts.copied : texts.notCopied);
  };
  return (
    <section class="form settings-form">
      <h3>{t(texts.inviteCode)}</h3>
      <p class="soft">{t(texts.inviteHint)}</p>
      <Problem text={isUnwanted ? t(texts.noCodes) : problem} />
      <div role="status">
        {invitation !== null && (
          <p>
            <code class="code">{invitation.code}</code>
            <span class="soft">{t(texts.codeUntil, { when: fullTimeOf(invitation.expires) })}</span>
          </p>
        )}
        {copied !== null && <p class="soft">{t(copied)}</p>}
      </div>
      <div class="actions">
        {invitation !== null && (
          <button type="button" onClick={() => copy(invitation.code)}>
            {t(texts.copy)}
          </button>
        )}
        <button type="button" disabled={busy || isUnwanted} onClick={() => run(make)}>
          {t(texts.makeCode)}
        </button>
      </div>
    </section>
  );
}
