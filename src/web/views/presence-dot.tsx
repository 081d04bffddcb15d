/** Is somebody here? A filled, half or empty dot, and the word for it; neither where it is not known. */
import { commonTexts } from '../translations/common-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat } from './context.ts';

interface PresenceProps {
  readonly name: string;
}

export function PresenceDot({ name }: PresenceProps) {
  const state = useChat().directory.stateOf(name);
  if (state === null) return <span class="presence presence-unknown" />;
  return (
    <span class={`presence presence-${state}`} title={t(commonTexts[state])}>
      <span class="hidden-label">{t(commonTexts[state])}</span>
    </span>
  );
}

/** Beside the dot, which has told it to those who hear the page. */
export function PresenceWord({ name }: PresenceProps) {
  const state = useChat().directory.stateOf(name);
  return state && <span aria-hidden="true">{t(commonTexts[state])}</span>;
}
