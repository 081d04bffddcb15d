/**
 * The command table: what each command requires and does. How it is typed is in protocol/commands.ts, how a program
 * says it in protocol/command-schemas.ts; how it travels is the gateways' business.
 */
import type { RemoteCommand } from '../protocol/command-schemas.ts';
import { changePassword, register, rename, unregister } from './commands/account.ts';
import { inviteCode, revoke, sessions } from './commands/devices.ts';
import { history, missed, read, received, search, unread } from './commands/history.ts';
import { hello, list, logout } from './commands/live.ts';
import { login } from './commands/login.ts';
import { sendto } from './commands/sendto.ts';
import type { Command } from './request.ts';

export const commands: Readonly<Record<RemoteCommand, Command>> = {
  hello,
  login,
  list,
  sendto,
  logout,
  register,
  'change-password': changePassword,
  rename,
  unregister,
  history,
  search,
  unread,
  missed,
  received,
  read,
  sessions,
  revoke,
  'invite-code': inviteCode,
};
