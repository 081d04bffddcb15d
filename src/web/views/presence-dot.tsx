/** A person's presence as a filled, half or empty dot, with its word; nothing if unknown. */
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

/** The word beside the dot. Hidden from screen readers, which read it from the dot. */
export function PresenceWord({ name }: PresenceProps) {
  const state = useChat().directory.stateOf(name);
  return state && <span aria-hidden="true">{t(commonTexts[state])}</span>;
}
