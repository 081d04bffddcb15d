/** Words that are typed and are no commands of the protocol: the client carries them out itself, or reads another in them. */
import type { PlacedHelp } from './contract.ts';
import type { Completes } from './typing.ts';

interface LocalCommand {
  readonly help: PlacedHelp;
  /** Its parameters in usage lines. */
  readonly usage: string;
  /** What Tab offers for the first of them. */
  readonly completes?: Completes;
  /** Only on lines of a program such as `nc`; on a terminal people do `instead`. */
  readonly only?: 'lines';
  readonly instead?: string;
}

export type LocalName = 'password' | 'me' | 'exit' | 'help';

export const localCommands: Readonly<Record<LocalName, LocalCommand>> = {
  password: {
    help: { place: 15, line: 'go on with a login that needs a password' },
    usage: '<password>',
    only: 'lines',
    instead: 'login asks for the password',
  },
  /** A `sendto` that says what one does. */
  me: {
    help: {
      place: 45,
      line: 'say what you do, as in: me bob waves',
      group: '',
      more: 'Others read it with your name in front. While you write to somebody, it is /me waves.',
      examples: ['me bob waves', 'me #lunch is on the way'],
    },
    usage: '<username> <message>',
    completes: 'either',
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
