/** Earlier versions of a message. */
import type { ChatMessage } from '../state/messages.ts';
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly edits: { readonly message: ChatMessage };
  }
}

export const editsTexts = {
  edits: { en: 'What this message said', de: 'Was diese Nachricht gesagt hat' },
};

export const editsPanel = panel('edits', {
  title: editsTexts.edits,
  view: lazily(async () => (await import('../views/find/edits-panel.tsx')).EditsPanel),
});
