/** The bans of a room. */
import { useEffect, useState } from 'preact/hooks';
import type { Ban } from '../../../client/browser.ts';
import type { Conversation } from '../../state/conversation.ts';
import { fullTimeOf } from '../../text/dates.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat } from '../context.ts';
import { PersonName } from '../person-name.tsx';
import { Problem } from '../problem.tsx';
import { useLatest } from './latest.ts';
import { useRoomEvents } from './room-events.ts';

export function Bans({ conversation }: { conversation: Conversation }) {
  const { client, deeds } = useChat();
  const { busy, problem, run } = useAction();
  const [unbanned, setUnbanned] = useState<string | null>(null);
  const { name: room } = conversation;
  const bans = useLatest<readonly Ban[]>(() => client.bans(room));
  useEffect(bans.renew, [room]);
  useRoomEvents(conversation, bans.renew);
  const unban = async (name: string) => {
    await deeds.unban(room, name);
    setUnbanned(name);
    bans.renew();
  };
  return (
    <>
      <Problem text={problem ?? bans.problem} />
      <p class="soft" role="status">
        {unbanned !== null && t(texts.unbanned, { name: unbanned })}
      </p>
      {bans.value?.length === 0 && <p class="soft">{t(texts.noBans)}</p>}
      <ul aria-label={t(texts.bans)}>
        {bans.value?.map(({ name, until }) => (
          <li key={name} class="ban">
            <PersonName name={name} />
            <span class="soft">
              {until === null ? t(texts.forGood) : t(texts.until, { when: fullTimeOf(until) })}
            </span>
            <button type="button" disabled={busy} onClick={() => run(() => unban(name))}>
              {t(texts.unban, { name })}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
