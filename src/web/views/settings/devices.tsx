/** The devices that can log in without the password. */
import { useEffect, useState } from 'preact/hooks';
import type { KnownSession } from '../../../client/browser.ts';
import { fullTimeOf } from '../../text/dates.ts';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat, usePage } from '../context.ts';
import { Problem } from '../problem.tsx';
import { InviteCode } from './invite-code.tsx';

export function Devices() {
  const chat = useChat();
  const { app } = usePage();
  const { busy, problem, run } = useAction();
  const [devices, setDevices] = useState<readonly KnownSession[] | null>(null);
  useEffect(() => {
    void run(async () => setDevices(await chat.client.sessions()));
  }, []);
  const revoke = async ({ id, here }: KnownSession) => {
    if (here) return app.logOut();
    await chat.client.revoke(id);
    setDevices((devices ?? []).filter((one) => one.id !== id));
  };
  return (
    <>
      <Problem text={problem} />
      {devices?.length === 0 && <p class="soft">{t(texts.noDevices)}</p>}
      <ul>
        {devices?.map((device) => (
          <li key={device.id} class="device">
            <div>
              <strong>
                <bdi>{device.label}</bdi>
              </strong>
              <p class="soft">{factsOf(device).join(', ')}</p>
            </div>
            <button
              type="button"
              disabled={busy}
              aria-label={t(texts.revoke, { label: device.label })}
              onClick={() => run(() => revoke(device))}
            >
              {t(texts.logOut)}
            </button>
          </li>
        ))}
      </ul>
      <InviteCode />
    </>
  );
}

function factsOf({ created, here, online }: KnownSession): string[] {
  return [
    t(texts.since, { when: fullTimeOf(created) }),
    ...(here ? [t(texts.thisOne)] : online ? [t(texts.onlineNow)] : []),
  ];
}
