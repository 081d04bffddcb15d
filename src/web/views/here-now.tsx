/** Other people online, to begin a conversation with. */
import { useId } from 'preact/hooks';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat } from './context.ts';
import { PersonName } from './person-name.tsx';
import { useFreshOnline } from './use-fresh.ts';

/** How many people are offered. */
const PEOPLE_MAX = 12;

export function HereNow() {
  const chat = useChat();
  const heading = useId();
  useFreshOnline();
  const me = chat.me.value.name;
  const others = chat.directory.online.value.filter((name) => name !== me);
  return (
    <section class="here-now">
      <h2 class="label" id={heading}>
        {t(texts.hereNow)}
      </h2>
      {others.length === 0 && <p class="soft">{t(texts.alone)}</p>}
      <ul aria-labelledby={heading}>
        {others.slice(0, PEOPLE_MAX).map((name) => (
          <li key={name}>
            <button type="button" onClick={() => chat.open(name)}>
              <PersonName name={name} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
