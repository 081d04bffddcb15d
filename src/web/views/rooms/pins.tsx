/** The pinned messages of a room. */
import { useEffect } from 'preact/hooks';
import type { PastMessage } from '../../../client/browser.ts';
import type { Conversation } from '../../state/conversation.ts';
import { mayPin } from '../../state/room-rights.ts';
import { fullTimeOf } from '../../text/dates.ts';
import { roomTexts as texts } from '../../translations/room-texts.ts';
import { t } from '../../translations/texts.ts';
import { useAction } from '../action.ts';
import { useChat, usePage } from '../context.ts';
import { PersonName } from '../person-name.tsx';
import { Problem } from '../problem.tsx';
import { Words } from '../words.tsx';
import { useLatest } from './latest.ts';
import { useRoomEvents } from './room-events.ts';

export function Pins({ conversation }: { conversation: Conversation }) {
  const chat = useChat();
  const { panels } = usePage();
  const { busy, problem, run } = useAction();
  const { name, room } = conversation;
  const pins = useLatest<readonly PastMessage[]>(async () => {
    return (await chat.client.pins(name)).messages;
  });
  useEffect(pins.renew, [name]);
  useRoomEvents(conversation, pins.renew);
  const go = (id: number) => chat.history.jump(id, () => panels.close());
  const unpin = async (id: number) => {
    await chat.deeds.pin(conversation.name, id, true);
    pins.renew();
  };
  return (
    <>
      <Problem text={problem ?? pins.problem} />
      {pins.value?.length === 0 && <p class="soft">{t(texts.noPins)}</p>}
      <ul aria-label={t(texts.pins)}>
        {pins.value?.map(({ id, from, at, as, text }) => (
          <li key={id} class="pin">
            <span>
              <PersonName name={from} /> <span class="soft">{fullTimeOf(at)}</span>
            </span>
            <Words message={{ from, as, text }} mine={chat.me.value.name} />
            <div class="actions">
              {mayPin(room.value, chat.me.value) && (
                <button type="button" disabled={busy} onClick={() => run(() => unpin(id))}>
                  {t(texts.unpin)}
                </button>
              )}
              <button type="button" disabled={busy} onClick={() => run(() => go(id))}>
                {t(texts.goTo)}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
