/**
 * The list of all tables of chinwag.db. A table stands after those that it depends on: exports and imports go through
 * the list forwards, so that referenced rows exist first; a change goes through it backwards, so that each table sees
 * the others as they were.
 */
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
import type { Table } from './table.ts';
import { waiting } from './waiting.ts';

const LISTED = [
  state,
  accounts,
  devices,
  secrets,
  reservations,
  invitations,
  rooms,
  roomMembers,
  log,
  messageStates,
  edits,
  members,
  waiting,
  mentions,
  reactions,
  pins,
  blocks,
  bans,
  roomInvitations,
  roomMutes,
  erased,
  erasures,
  removedRooms,
  doomed,
  audit,
] as const;

export type ListedTable = (typeof LISTED)[number];

export const TABLES: readonly Table[] = LISTED;
