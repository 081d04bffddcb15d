/** The tables of chinwag.db. Written by `npm run generate` from src/store/tables/. */
import { accounts } from './accounts.ts';
import { audit } from './audit.ts';
import { bans } from './bans.ts';
import { blocks } from './blocks.ts';
import { devices } from './devices.ts';
import { edits, messageStates } from './edits.ts';
import { doomed, erased, erasures, removedRooms } from './erasures.ts';
import { invitations } from './invitations.ts';
import { log } from './log.ts';
import { members } from './members.ts';
import { mentions } from './mentions.ts';
import { pins } from './pins.ts';
import { reactions } from './reactions.ts';
import { reservations } from './reservations.ts';
import { roomInvitations } from './room-invitations.ts';
import { roomMembers } from './room-members.ts';
import { roomMutes } from './room-mutes.ts';
import { rooms } from './rooms.ts';
import { secrets } from './secrets.ts';
import { state } from './state.ts';
import { waiting } from './waiting.ts';

export const tables = [
  accounts,
  audit,
  bans,
  blocks,
  devices,
  edits,
  messageStates,
  erased,
  erasures,
  removedRooms,
  doomed,
  invitations,
  log,
  members,
  mentions,
  pins,
  reactions,
  reservations,
  roomInvitations,
  roomMembers,
  roomMutes,
  rooms,
  secrets,
  state,
  waiting,
] as const;
