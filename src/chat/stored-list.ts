/** All kinds of stored changes, by name. Written by `npm run generate` from src/chat/stored/. */
import { account, accountRemoved } from './stored/account.ts';
import { audit } from './stored/audit.ts';
import { ban, unban } from './stored/ban.ts';
import { block } from './stored/block.ts';
import { deleted } from './stored/deletion.ts';
import { device, deviceRemoved } from './stored/device.ts';
import { edited } from './stored/edit.ts';
import { invitation } from './stored/invitation.ts';
import { member, memberRemoved } from './stored/member.ts';
import { message } from './stored/message.ts';
import { pin } from './stored/pin.ts';
import { reaction } from './stored/reaction.ts';
import { read } from './stored/read.ts';
import { room, roomRemoved } from './stored/room.ts';
import { roomInvitation } from './stored/room-invitation.ts';
import { roomMute } from './stored/room-mute.ts';

export const storedKinds = {
  account,
  'account-removed': accountRemoved,
  audit,
  ban,
  unban,
  block,
  deleted,
  device,
  'device-removed': deviceRemoved,
  edited,
  invitation,
  member,
  'member-removed': memberRemoved,
  message,
  pin,
  reaction,
  read,
  'room-invitation': roomInvitation,
  'room-mute': roomMute,
  room,
  'room-removed': roomRemoved,
} as const;
