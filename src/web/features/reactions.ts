/** The reactions to a message, with their authors. */
import { Users } from 'lucide';
import type { ChatMessage } from '../state/messages.ts';
import { t } from '../translations/texts.ts';
import { lazily } from '../views/lazily.ts';
import { isStored, messageAct } from '../views/message-act.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly reactions: { readonly message: ChatMessage };
  }
}

export const reactionsTexts = {
  whoReacted: { en: 'Who reacted', de: 'Wer reagiert hat' },
};

export const reactionsPanel = panel('reactions', {
  title: reactionsTexts.whoReacted,
  view: lazily(async () => (await import('../views/find/reactions-panel.tsx')).ReactionsPanel),
});

export const whoReactedAct = messageAct({
  name: 'who-reacted',
  place: 80,
  isOffered: (acted) =>
    isStored(acted) && acted.chat.me.value.registered && acted.message.reactions.length > 0,
  look: () => ({ label: t(reactionsTexts.whoReacted), drawing: Users }),
  act: ({ panels, message }) => panels.show({ kind: 'reactions', message }),
});
