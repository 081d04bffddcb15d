/** One's own name at the foot of the list; opens the settings. */
import { Settings } from 'lucide';
import { commonTexts } from '../../translations/common-texts.ts';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { useChat, usePage } from '../context.ts';
import { Icon } from '../icon.tsx';
import { PersonName } from '../person-name.tsx';
import '../../styles/settings.css';

export function OwnName() {
  const chat = useChat();
  const { panels } = usePage();
  const { name, registered } = chat.me.value;
  const facts = [
    ...(registered ? [] : [t(commonTexts.guest)]),
    ...(chat.away.value === null ? [] : [t(commonTexts.away)]),
  ];
  return (
    <button
      type="button"
      class="row own-name"
      aria-label={[t(texts.open, { name }), ...facts].join(', ')}
      onClick={() => panels.show({ kind: 'settings' })}
    >
      <PersonName name={name} />
      {facts.length > 0 && <span class="soft">{facts.join(', ')}</span>}
      <Icon drawing={Settings} size={18} />
    </button>
  );
}
