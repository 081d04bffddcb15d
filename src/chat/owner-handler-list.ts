/** The handlers of the owner's commands, by name. Written by `npm run generate` from src/chat/owner-commands/. */
import { accountAdd } from './owner-commands/account-add.ts';
import { accountOperator } from './owner-commands/account-operator.ts';
import { accountRemove } from './owner-commands/account-remove.ts';
import { accountResetPassword } from './owner-commands/account-reset-password.ts';

export const ownerHandlers = {
  'account-add': accountAdd,
  'account-operator': accountOperator,
  'account-remove': accountRemove,
  'account-reset-password': accountResetPassword,
} as const;
