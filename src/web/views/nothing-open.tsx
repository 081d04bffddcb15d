/** What is there when no conversation is open: a beginning. */
import { Hash, PenLine } from 'lucide';
import { chatTexts as texts } from '../texts/chat-texts.ts';
import { t } from '../texts/texts.ts';
import { useChat, usePage } from './context.ts';
import { Icon } from './icon.tsx';
import { PersonName } from './person-name.tsx';
import { useFreshOnline } from './use-fresh.ts';

/** Of those who are here, so many are offered. */
const PEOPLE_MAX = 12;

export function NothingOpen() {
  const chat = useChat();
  const { panels } = usePage();
  const me = chat.me.value.name;
  useFreshOnline();
  const others = chat.directory.online.value.filter((name) => name !== me);
  return (
    <div class="nothing-open">
      <h1>{t(texts.welcomeHere, { name: me })}</h1>
      <p class="soft">{t(texts.begin)}</p>
      <div class="nothing-open-actions">
        <button type="button" class="primary" onClick={() => panels.show({ kind: 'find-rooms' })}>
          <Icon drawing={Hash} />
          {t(texts.findRooms)}
        </button>
        <button type="button" onClick={() => panels.show({ kind: 'new-message' })}>
          <Icon drawing={PenLine} />
          {t(texts.newMessage)}
        </button>
      </div>
      <h2 class="label">{t(texts.hereNow)}</h2>
      {others.length === 0 && <p class="soft">{t(texts.alone)}</p>}
      <ul class="nothing-open-people">
        {others.slice(0, PEOPLE_MAX).map((name) => (
          <li key={name}>
            <button type="button" onClick={() => chat.open(name)}>
              <PersonName name={name} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
