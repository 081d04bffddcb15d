/** A room: its description, members and moderation. */
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly room: { readonly name: string };
  }
}

export const roomPanel = panel('room', {
  title: null,
  view: lazily(async () => (await import('../views/rooms/room-panel.tsx')).RoomPanel),
});
