/**
 * The command table: what does each command. What it is stands in its contract (protocol/commands/); how it travels is
 * the gateways' business.
 */
import { type CommandName, contractOf } from '../protocol/contracts.ts';
import { changePassword, register, rename, unregister } from './commands/account.ts';
import { context } from './commands/context.ts';
import { conversations } from './commands/conversations.ts';
import { forget, inviteCode, revoke, sessions } from './commands/devices.ts';
import { create, group } from './commands/founding.ts';
import { history, missed, read, received, search, unread } from './commands/history.ts';
import { ban, bans, kick, unban } from './commands/keeping-out.ts';
import { alive, hello, list, logout } from './commands/live.ts';
import { authorize, login } from './commands/login.ts';
import { edit, edits, pin, pins, react, reactions, remove } from './commands/messages.ts';
import { audit, mute, removeRoom, role, slow, unmute } from './commands/moderation.ts';
import { away, block, blocks, notices, presence, typing, unblock } from './commands/presence.ts';
import { reply } from './commands/reply.ts';
import { invite, join, leave, rooms, topic, who } from './commands/rooms.ts';
import { sendto } from './commands/sendto.ts';
import { whoMay } from './conditions.ts';
import type { Command, Handler } from './request.ts';

const handlers: { readonly [Name in CommandName]: Handler<Name> } = {
  hello,
  alive,
  authorize,
  forget,
  login,
  list,
  sendto,
  reply,
  logout,
  register,
  'change-password': changePassword,
  rename,
  unregister,
  history,
  search,
  unread,
  conversations,
  missed,
  received,
  read,
  sessions,
  revoke,
  'invite-code': inviteCode,
  rooms,
  create,
  group,
  join,
  leave,
  topic,
  who,
  invite,
  kick,
  ban,
  unban,
  bans,
  mute,
  unmute,
  role,
  slow,
  'remove-room': removeRoom,
  edit,
  delete: remove,
  react,
  reactions,
  edits,
  pin,
  pins,
  context,
  typing,
  away,
  presence,
  block,
  unblock,
  blocks,
  notices,
  audit,
};

/** Each with its contract, which says who may give it: that is looked at first. */
export const commands = Object.fromEntries(
  (Object.keys(handlers) as CommandName[]).map((name) => [name, commandOf(name)]),
) as { readonly [Name in CommandName]: Command<Name> };

function commandOf(name: CommandName): Command {
  const contract = contractOf(name);
  const handler: Handler = handlers[name];
  const who = whoMay[contract.who];
  const preconditions = [...(who === null ? [] : [who]), ...(handler.preconditions ?? [])];
  return { contract, preconditions, run: handler.run };
}
