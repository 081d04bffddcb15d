/** The panels of the page. Written by `npm run generate` from src/web/features/. */
import { auditPanel } from './features/audit.ts';
import { confirmPanel } from './features/confirm.ts';
import { createRoomPanel } from './features/create-room.ts';
import { editsPanel } from './features/edits.ts';
import { findRoomsPanel } from './features/find-rooms.ts';
import { newMessagePanel } from './features/new-message.ts';
import { personPanel } from './features/person.ts';
import { problemPanel } from './features/problem.ts';
import { reactionsPanel } from './features/reactions.ts';
import { roomPanel } from './features/room.ts';
import { searchPanel } from './features/search.ts';
import { settingsPanel } from './features/settings.ts';
import { shortcutsPanel } from './features/shortcuts.ts';
import { switcherPanel } from './features/switcher.ts';

export const panelList = [
  auditPanel,
  confirmPanel,
  createRoomPanel,
  editsPanel,
  findRoomsPanel,
  newMessagePanel,
  personPanel,
  problemPanel,
  reactionsPanel,
  roomPanel,
  searchPanel,
  settingsPanel,
  shortcutsPanel,
  switcherPanel,
] as const;
