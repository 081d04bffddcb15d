/** Rooms that can be joined. */
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly 'find-rooms': Nothing;
  }
}

export const findRoomsTexts = {
  findRoom: { en: 'Find a room', de: 'Raum finden' },
  findRooms: { en: 'Find rooms', de: 'Räume finden' },
};

export const findRoomsPanel = panel('find-rooms', {
  title: findRoomsTexts.findRoom,
  view: lazily(async () => (await import('../views/rooms/find-rooms.tsx')).FindRooms),
  command: { place: 20, name: findRoomsTexts.findRooms, given: {} },
});
