/** Is somebody here? A filled, half or empty dot, and the word for it. */
import { commonTexts } from '../texts/common-texts.ts';
import { t } from '../texts/texts.ts';
import { useChat } from './context.ts';

export function PresenceDot({ name }: { name: string }) {
  const state = useChat().directory.presence.value.get(name)?.state ?? 'offline';
  return (
    <span class={`presence presence-${state}`} title={t(commonTexts[state])}>
      <span class="hidden-label">{t(commonTexts[state])}</span>
    </span>
  );
}
