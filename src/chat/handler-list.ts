/** The handlers of all commands, by name. Written by `npm run generate` from src/chat/commands/. */
import { alive } from './commands/alive.ts';
import { audit } from './commands/audit.ts';
import { authorize } from './commands/authorize.ts';
import { away } from './commands/away.ts';
import { ban } from './commands/ban.ts';
import { bans } from './commands/bans.ts';
import { block } from './commands/block.ts';
import { blocks } from './commands/blocks.ts';
import { changePassword } from './commands/change-password.ts';
import { context } from './commands/context.ts';
import { conversations } from './commands/conversations.ts';
import { create } from './commands/create.ts';
import { remove } from './commands/delete.ts';
import { deoper } from './commands/deoper.ts';
import { edit } from './commands/edit.ts';
import { edits } from './commands/edits.ts';
import { forget } from './commands/forget.ts';
import { group } from './commands/group.ts';
import { hello } from './commands/hello.ts';
import { history } from './commands/history.ts';
import { invite } from './commands/invite.ts';
import { inviteCode } from './commands/invite-code.ts';
import { join } from './commands/join.ts';
import { kick } from './commands/kick.ts';
import { kill } from './commands/kill.ts';
import { leave } from './commands/leave.ts';
import { list } from './commands/list.ts';
import { login } from './commands/login.ts';
import { logout } from './commands/logout.ts';
import { marker } from './commands/marker.ts';
import { missed } from './commands/missed.ts';
import { mute } from './commands/mute.ts';
import { notices } from './commands/notices.ts';
import { oper } from './commands/oper.ts';
import { pin } from './commands/pin.ts';
import { pins } from './commands/pins.ts';
import { presence } from './commands/presence.ts';
import { react } from './commands/react.ts';
import { reactions } from './commands/reactions.ts';
import { read } from './commands/read.ts';
import { received } from './commands/received.ts';
import { register } from './commands/register.ts';
import { removeRoom } from './commands/remove-room.ts';
import { rename } from './commands/rename.ts';
import { renameRoom } from './commands/rename-room.ts';
import { reply } from './commands/reply.ts';
import { revoke } from './commands/revoke.ts';
import { role } from './commands/role.ts';
import { rooms } from './commands/rooms.ts';
import { search } from './commands/search.ts';
import { sendto } from './commands/sendto.ts';
import { sessions } from './commands/sessions.ts';
import { setRoom } from './commands/set-room.ts';
import { slow } from './commands/slow.ts';
import { topic } from './commands/topic.ts';
import { typing } from './commands/typing.ts';
import { unban } from './commands/unban.ts';
import { unblock } from './commands/unblock.ts';
import { unmute } from './commands/unmute.ts';
import { unread } from './commands/unread.ts';
import { unregister } from './commands/unregister.ts';
import { unwatch } from './commands/unwatch.ts';
import { voice } from './commands/voice.ts';
import { watch } from './commands/watch.ts';
import { who } from './commands/who.ts';

export const handlers = {
  alive,
  audit,
  authorize,
  away,
  ban,
  bans,
  block,
  blocks,
  'change-password': changePassword,
  context,
  conversations,
  create,
  delete: remove,
  deoper,
  edit,
  edits,
  forget,
  group,
  hello,
  history,
  'invite-code': inviteCode,
  invite,
  join,
  kick,
  kill,
  leave,
  list,
  login,
  logout,
  marker,
  missed,
  mute,
  notices,
  oper,
  pin,
  pins,
  presence,
  react,
  reactions,
  read,
  received,
  register,
  'remove-room': removeRoom,
  'rename-room': renameRoom,
  rename,
  reply,
  revoke,
  role,
  rooms,
  search,
  sendto,
  sessions,
  'set-room': setRoom,
  slow,
  topic,
  typing,
  unban,
  unblock,
  unmute,
  unread,
  unregister,
  unwatch,
  voice,
  watch,
  who,
} as const;
