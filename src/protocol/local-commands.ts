/** Commands that the client carries out itself, without asking a server. */
import type { PlacedHelp } from './contract.ts';

interface LocalCommand {
  readonly help: PlacedHelp;
  /** Its parameters in usage lines. */
  readonly usage: string;
  /** Only on lines of a program such as `nc`; on a terminal people do `instead`. */
  readonly only?: 'lines';
  readonly instead?: string;
}

export type LocalName = 'password' | 'exit' | 'help';

export const localCommands: Readonly<Record<LocalName, LocalCommand>> = {
  password: {
    help: { place: 15, line: 'go on with a login that needs a password' },
    usage: '<password>',
    only: 'lines',
    instead: 'login asks for the password',
  },
  exit: {
    help: {
      place: 483,
      line: 'leave',
      group: '',
      more: 'It waits for answers that have not come.',
      examples: ['exit'],
    },
    usage: '',
  },
  help: {
    help: {
      place: 486,
      line: 'show this, or more about one of them',
      group: '',
      more: 'It shows all commands, one of them, or those under one title.',
      examples: ['help', 'help ban', 'help moderation'],
    },
    usage: '[command]',
  },
};
