/** A new room. */
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly 'create-room': Nothing;
  }
}

export const createRoomTexts = {
  createRoom: { en: 'New room', de: 'Neuer Raum' },
};

export const createRoomPanel = panel('create-room', {
  title: null,
  view: lazily(async () => (await import('../views/rooms/create-room.tsx')).CreateRoom),
  command: { place: 30, name: createRoomTexts.createRoom, given: {} },
});
