/** A talker at the terminal client, in tmux. */
import { PASSWORD } from '../people.ts';
import { TmuxTerminal } from '../tmux.ts';
import { until } from '../until.ts';
import { line, ROOM, type Talker, type Tell } from './talker.ts';

/** How often the screen is checked for notices of the client. */
const LOOK_MS = 250;

/** Logs in as the registered `name`, through the relay at `port`. */
export async function terminalTalker(name: string, port: number, tell: Tell): Promise<Talker> {
  const terminal = TmuxTerminal.chinwag(port, { columns: 100, rows: 50 }, {}, '--no-remember');
  await terminal.shows('\n>');
  terminal.enter(`login ${name}`);
  await terminal.shows(/[Pp]assword.*:?$/);
  terminal.enter(PASSWORD);
  await terminal.shows(`\n${name}>`);
  terminal.enter(`join ${ROOM}`);
  await terminal.shows(new RegExp(`\n${name}>$`));
  const submitted = (text: string): boolean =>
    terminal.lines.some((shown) => shown.endsWith(`> sendto ${ROOM} ${text}`));
  let told = 0;
  const look = (): void => {
    // Notices of the time are not about the connection.
    const notices = terminal.history
      .split('\n')
      .filter((shown) => /^\* (?!\d\d:\d\d$)/.test(shown));
    for (const notice of notices.slice(told)) tell(notice.slice(2));
    told = Math.max(told, notices.length);
  };
  look();
  const looking = setInterval(look, LOOK_MS);
  return {
    name,
    failures: () => terminal.history.split('\n').filter((shown) => shown === 'Failure'),
    async say(number) {
      const text = line(name, number);
      terminal.enter(`sendto ${ROOM} ${text}`);
      await until(
        () => submitted(text),
        () => `${text} to be taken; the screen shows:\n${terminal.screen}`,
      );
    },
    async answered(number) {
      const said = RegExp.escape(`> sendto ${ROOM} ${line(name, number)}`);
      await terminal.shows(new RegExp(`${said}\n[^]*\nSuccess\n|${said}\nSuccess\n`));
    },
    async heard() {
      const said = new RegExp(`^${ROOM} [^ ]+: (.+)$`);
      return terminal.history.split('\n').flatMap((shown) => said.exec(shown)?.[1] ?? []);
    },
    async [Symbol.asyncDispose]() {
      clearInterval(looking);
      terminal[Symbol.dispose]();
    },
  };
}
