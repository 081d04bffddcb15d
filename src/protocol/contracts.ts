/** All contracts, in the order in which help lists them. A new command is one line here, and a file beside it. */
import type * as z from 'zod/mini';
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
import { leaveContract } from './commands/leave.ts';
import { listContract } from './commands/list.ts';
import { loginContract } from './commands/login.ts';
import { logoutContract } from './commands/logout.ts';
import { missedContract } from './commands/missed.ts';
import { muteContract } from './commands/mute.ts';
import { noticesContract } from './commands/notices.ts';
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
import { replyContract } from './commands/reply.ts';
import { revokeContract } from './commands/revoke.ts';
import { roleContract } from './commands/role.ts';
import { roomsContract } from './commands/rooms.ts';
import { searchContract } from './commands/search.ts';
import { sendtoContract } from './commands/sendto.ts';
import { sessionsContract } from './commands/sessions.ts';
import { slowContract } from './commands/slow.ts';
import { topicContract } from './commands/topic.ts';
import { typingContract } from './commands/typing.ts';
import { unbanContract } from './commands/unban.ts';
import { unblockContract } from './commands/unblock.ts';
import { unmuteContract } from './commands/unmute.ts';
import { unreadContract } from './commands/unread.ts';
import { unregisterContract } from './commands/unregister.ts';
import { whoContract } from './commands/who.ts';
import type { Contract } from './contract.ts';

export const contracts = {
  login: loginContract,
  register: registerContract,
  list: listContract,
  sendto: sendtoContract,
  rooms: roomsContract,
  create: createContract,
  group: groupContract,
  join: joinContract,
  leave: leaveContract,
  who: whoContract,
  topic: topicContract,
  invite: inviteContract,
  reply: replyContract,
  edit: editContract,
  delete: deleteContract,
  react: reactContract,
  reactions: reactionsContract,
  edits: editsContract,
  pin: pinContract,
  pins: pinsContract,
  context: contextContract,
  away: awayContract,
  presence: presenceContract,
  block: blockContract,
  unblock: unblockContract,
  blocks: blocksContract,
  notices: noticesContract,
  kick: kickContract,
  ban: banContract,
  unban: unbanContract,
  bans: bansContract,
  mute: muteContract,
  unmute: unmuteContract,
  role: roleContract,
  slow: slowContract,
  'remove-room': removeRoomContract,
  audit: auditContract,
  unread: unreadContract,
  conversations: conversationsContract,
  history: historyContract,
  search: searchContract,
  sessions: sessionsContract,
  revoke: revokeContract,
  'invite-code': inviteCodeContract,
  rename: renameContract,
  'change-password': changePasswordContract,
  unregister: unregisterContract,
  logout: logoutContract,
  hello: helloContract,
  alive: aliveContract,
  authorize: authorizeContract,
  forget: forgetContract,
  missed: missedContract,
  received: receivedContract,
  read: readContract,
  typing: typingContract,
} as const;

export type CommandName = keyof typeof contracts;

export type ContractNamed<Name extends CommandName> = (typeof contracts)[Name];

/** The arguments of a command. */
export type Arguments<Name extends CommandName> = z.output<ContractNamed<Name>['schema']>;

/** The arguments without passwords, which a terminal asks for. */
export type TypedArguments<Name extends CommandName> = Omit<
  Arguments<Name>,
  SecretNames<ContractNamed<Name>['arguments']>
>;

type SecretNames<All> = {
  [Name in keyof All]: All[Name] extends { readonly secret: true } ? Name : never;
}[keyof All];

/** The reply of a command, as it is on the wire. */
export type ReplyData<Name extends CommandName> = z.input<ContractNamed<Name>['reply']>;

/** The contract of a command whose name is known only at run time. */
export function contractOf<Name extends CommandName>(
  name: Name,
): Contract & { readonly name: Name } {
  const all: Readonly<Record<string, Contract>> = contracts;
  return all[name] as Contract & { readonly name: Name };
}

/** Commands of which people are told only that they went well, or of which a client has a way of its own. */
type ToldAsSuccess = 'login' | 'register' | 'list' | 'sendto' | 'reply' | 'ban' | 'mute';

/** Commands that people type and whose reply says more: a client for people has a view of each. */
export type Viewed = {
  [Name in CommandName]: ContractNamed<Name> extends { readonly typed: object }
    ? string extends keyof ReplyData<Name>
      ? never
      : Exclude<Name, ToldAsSuccess>
    : never;
}[CommandName];
