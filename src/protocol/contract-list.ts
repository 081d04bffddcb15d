/** The contracts of all commands, by name. Written by `npm run generate` from src/protocol/commands/. */
import { aliveContract } from './commands/alive.ts';
import { auditContract } from './commands/audit.ts';
import { authorizeContract } from './commands/authorize.ts';
import { awayContract } from './commands/away.ts';
import { banContract } from './commands/ban.ts';
import { bansContract } from './commands/bans.ts';
import { blockContract } from './commands/block.ts';
import { blocksContract } from './commands/blocks.ts';
import { changePasswordContract } from './commands/change-password.ts';
import { contextContract } from './commands/context.ts';
import { conversationsContract } from './commands/conversations.ts';
import { createContract } from './commands/create.ts';
import { deleteContract } from './commands/delete.ts';
import { deoperContract } from './commands/deoper.ts';
import { editContract } from './commands/edit.ts';
import { editsContract } from './commands/edits.ts';
import { forgetContract } from './commands/forget.ts';
import { groupContract } from './commands/group.ts';
import { helloContract } from './commands/hello.ts';
import { historyContract } from './commands/history.ts';
import { inviteContract } from './commands/invite.ts';
import { inviteCodeContract } from './commands/invite-code.ts';
import { joinContract } from './commands/join.ts';
import { kickContract } from './commands/kick.ts';
import { killContract } from './commands/kill.ts';
import { leaveContract } from './commands/leave.ts';
import { listContract } from './commands/list.ts';
import { loginContract } from './commands/login.ts';
import { logoutContract } from './commands/logout.ts';
import { markerContract } from './commands/marker.ts';
import { missedContract } from './commands/missed.ts';
import { muteContract } from './commands/mute.ts';
import { noticesContract } from './commands/notices.ts';
import { operContract } from './commands/oper.ts';
import { pinContract } from './commands/pin.ts';
import { pinsContract } from './commands/pins.ts';
import { presenceContract } from './commands/presence.ts';
import { reactContract } from './commands/react.ts';
import { reactionsContract } from './commands/reactions.ts';
import { readContract } from './commands/read.ts';
import { receivedContract } from './commands/received.ts';
import { registerContract } from './commands/register.ts';
import { removeRoomContract } from './commands/remove-room.ts';
import { renameContract } from './commands/rename.ts';
import { renameRoomContract } from './commands/rename-room.ts';
import { replyContract } from './commands/reply.ts';
import { revokeContract } from './commands/revoke.ts';
import { roleContract } from './commands/role.ts';
import { roomsContract } from './commands/rooms.ts';
import { searchContract } from './commands/search.ts';
import { sendtoContract } from './commands/sendto.ts';
import { sessionsContract } from './commands/sessions.ts';
import { setRoomContract } from './commands/set-room.ts';
import { slowContract } from './commands/slow.ts';
import { topicContract } from './commands/topic.ts';
import { typingContract } from './commands/typing.ts';
import { unbanContract } from './commands/unban.ts';
import { unblockContract } from './commands/unblock.ts';
import { unmuteContract } from './commands/unmute.ts';
import { unreadContract } from './commands/unread.ts';
import { unregisterContract } from './commands/unregister.ts';
import { unwatchContract } from './commands/unwatch.ts';
import { voiceContract } from './commands/voice.ts';
import { watchContract } from './commands/watch.ts';
import { whoContract } from './commands/who.ts';

export const contracts = {
  alive: aliveContract,
  audit: auditContract,
  authorize: authorizeContract,
  away: awayContract,
  ban: banContract,
  bans: bansContract,
  block: blockContract,
  blocks: blocksContract,
  'change-password': changePasswordContract,
  context: contextContract,
  conversations: conversationsContract,
  create: createContract,
  delete: deleteContract,
  deoper: deoperContract,
  edit: editContract,
  edits: editsContract,
  forget: forgetContract,
  group: groupContract,
  hello: helloContract,
  history: historyContract,
  'invite-code': inviteCodeContract,
  invite: inviteContract,
  join: joinContract,
  kick: kickContract,
  kill: killContract,
  leave: leaveContract,
  list: listContract,
  login: loginContract,
  logout: logoutContract,
  marker: markerContract,
  missed: missedContract,
  mute: muteContract,
  notices: noticesContract,
  oper: operContract,
  pin: pinContract,
  pins: pinsContract,
  presence: presenceContract,
  react: reactContract,
  reactions: reactionsContract,
  read: readContract,
  received: receivedContract,
  register: registerContract,
  'remove-room': removeRoomContract,
  'rename-room': renameRoomContract,
  rename: renameContract,
  reply: replyContract,
  revoke: revokeContract,
  role: roleContract,
  rooms: roomsContract,
  search: searchContract,
  sendto: sendtoContract,
  sessions: sessionsContract,
  'set-room': setRoomContract,
  slow: slowContract,
  topic: topicContract,
  typing: typingContract,
  unban: unbanContract,
  unblock: unblockContract,
  unmute: unmuteContract,
  unread: unreadContract,
  unregister: unregisterContract,
  unwatch: unwatchContract,
  voice: voiceContract,
  watch: watchContract,
  who: whoContract,
} as const;
