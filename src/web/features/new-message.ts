/** A new conversation with a person or a group. */
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly 'new-message': Nothing;
  }
}

export const newMessageTexts = {
  newMessage: { en: 'New message', de: 'Neue Nachricht' },
};

export const newMessagePanel = panel('new-message', {
  title: newMessageTexts.newMessage,
  view: lazily(async () => (await import('../views/rooms/new-message.tsx')).NewMessage),
  command: { place: 10, given: {} },
});
