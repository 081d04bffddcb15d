/** `chinwag account …`: lists and manages accounts. */

import { OptionsError } from '../options/option-table.ts';
import { flag } from '../options/option-types.ts';
import { oneLine } from '../protocol/visible.ts';
import { print, remark } from '../system/standard-streams.ts';
import { perform } from './administration-access.ts';
import { command, type OwnerCommand } from './command.ts';
import { Dialogue, onTerminal } from './dialogue.ts';
import { isoSeconds } from './iso-seconds.ts';
import { newPassword } from './new-password.ts';
import { only } from './one-item.ts';
import type { AccountItem } from './operation.ts';
import { OwnerError } from './owner-error.ts';

const ONE_NAME = { min: 1, max: 1 };

const PASSWORD_DETAILS = `The password is typed twice, hidden; where standard input is not a terminal, its first line is the password.
`;

export const accountCommands: readonly OwnerCommand[] = [
  command({
    usage: 'account list',
    summary: 'list accounts: registration, devices, bytes of stored texts, operators',
    details: 'Times are in UTC.\n',
    options: { json: { type: flag, default: false, help: 'prints a line of JSON for each' } },
    words: { min: 0, max: 0 },
    async run({ options, settings }) {
      // The module that measures names is slow to load, and no other command needs it.
      const { HEADING, asColumns } = await import('./account-table.ts');
      let heading = options.json ? '' : HEADING;
      for await (const item of perform(settings, { operation: 'account-list' })) {
        if (item.kind !== 'account') continue;
        await print(heading + (options.json ? asJson(item) : asColumns(item)));
        heading = '';
      }
      return 0;
    },
  }),
  command({
    usage: 'account add NAME',
    summary: 'register NAME',
    details: PASSWORD_DETAILS,
    options: {},
    words: ONE_NAME,
    async run({ words: [name = ''], settings }) {
      const password = await newPassword(name);
      const { id } = await only('account', settings, { operation: 'account-add', name, password });
      await print(`${oneLine(name)} is registered (account ${id})\n`);
      return 0;
    },
  }),
  command({
    usage: 'account reset-password NAME',
    summary: 'give NAME a new password; every device must log in again',
    details: PASSWORD_DETAILS,
    options: {},
    words: ONE_NAME,
    async run({ words: [name = ''], settings }) {
      const password = await newPassword(name);
      await only('account', settings, { operation: 'account-reset-password', name, password });
      await print(`${oneLine(name)} has a new password\n`);
      return 0;
    },
  }),
  command({
    usage: 'account remove NAME',
    summary: 'remove NAME and all its texts; the name stays reserved for a while',
    details: 'Asks for the name once more.\n',
    options: { yes: { type: flag, default: false, help: 'does not ask for confirmation' } },
    words: ONE_NAME,
    async run({ words: [name = ''], options, settings }) {
      if (!options.yes) await confirm(name);
      await only('account', settings, { operation: 'account-remove', name });
      await print(`${oneLine(name)} is removed\n`);
      return 0;
    },
  }),
  command({
    usage: 'account operator NAME on|off',
    summary: 'make NAME a server operator, or revoke that',
    details: '',
    options: {},
    words: { min: 2, max: 2 },
    async run({ words: [name = '', word], settings }) {
      if (word !== 'on' && word !== 'off') {
        throw new OptionsError([`"${oneLine(word ?? '')}" is neither on nor off`]);
      }
      const operator = word === 'on';
      await only('account', settings, { operation: 'account-operator', name, operator });
      await print(`${oneLine(name)} is ${operator ? 'an operator' : 'no operator'}\n`);
      return 0;
    },
  }),
  command({
    usage: 'account invite',
    summary: 'print an invitation: a code that registers one name, once',
    details: 'It works where the server has --registration invite, and for --invitation-time.\n',
    options: {},
    words: { min: 0, max: 0 },
    async run({ settings }) {
      const item = await only('invitation', settings, { operation: 'account-invite' });
      await print(`${item.code}\n`);
      remark(`good until ${isoSeconds(item.expiresAt)}, with --registration invite`);
      return 0;
    },
  }),
];

async function confirm(name: string): Promise<void> {
  if (!onTerminal()) {
    throw new OwnerError('there is no terminal to confirm it on; use --yes');
  }
  const lines = new Dialogue(true);
  try {
    const typed = await lines.ask('This cannot be undone. The name once more: ');
    if (typed !== name) throw new OwnerError('this was another name, and nothing was changed');
  } finally {
    lines.close();
  }
}

function asJson({ name, id, createdAt, devices, storedBytes, operator }: AccountItem): string {
  const registered = new Date(createdAt).toISOString();
  return `${JSON.stringify({ name, id, registered, devices, storedBytes, operator })}\n`;
}
