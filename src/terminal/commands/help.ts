/** What `help` prints on a terminal, from what there is to know of each command, and of what only a terminal has. */
import {
  type CommandHelp,
  commandGroups,
  commandHelp,
  type TypedCommand,
} from '../../protocol/command-help.ts';
import { commandContracts, inColumns } from '../../protocol/commands.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { Presentation } from '../presentation/presentation.ts';
import { suggestion } from './suggestion.ts';
import { COMMAND_WORDS, TO_HELP, TO_USAGE } from './writing.ts';

type Row = readonly [usage: string, help: string];

const MORE = 'help <command or title> says more, as in: help ban';

/** Every command there is, on one screen of 80 columns; and on narrower ones, so that it can be read. */
export function help(shown: Presentation, columns: number): string {
  const [first, ...groups] = commandGroups;
  const basics = (first?.commands ?? []).map(rowOf);
  // How to write on and on is the next that a newcomer asks for.
  const written = basics.findIndex(([usage]) => usage.startsWith('sendto')) + 1;
  const rows = inColumns([...basics.slice(0, written), TO_ROW, ...basics.slice(written)], columns);
  const width = Math.max(...groups.map(({ title }) => title.length));
  const titles = groups.map(
    ({ title, commands }) => `${shown.strong(title.padEnd(width))}  ${commands.join(' ')}`,
  );
  return [...rows, ...titles, shown.notice(MORE)].join('\n');
}

/** More about the command `word`, or about those under the title `word`. */
export function helpAbout(shown: Presentation, word: string, columns: number): string {
  const name = word.replace(/^\//, '').toLowerCase();
  const lines: string[] = [];
  if (name === 'to') lines.push(...one(shown, TO_ROW, TO_HELP));
  else if (Object.hasOwn(commandHelp, name)) {
    const command = name as TypedCommand;
    lines.push(...one(shown, rowOf(command), commandHelp[command]));
  }
  const group = commandGroups.find(({ title }) => title !== '' && title.toLowerCase() === name);
  if (group !== undefined) {
    lines.push(shown.strong(group.title), ...inColumns(group.commands.map(rowOf), columns));
  }
  if (lines.length > 0) return lines.join('\n');
  const meant = suggestion(name, COMMAND_WORDS);
  const instead = meant === null ? ';' : `; did you mean ${meant}?`;
  return shown.notice(`there is no command ${oneLine(word)}${instead} help shows them all`);
}

const TO_ROW: Row = [TO_USAGE, TO_HELP.help];

function rowOf(command: TypedCommand): Row {
  const { usage, help } = commandContracts[command];
  return [usage ?? command, help];
}

function one(shown: Presentation, [usage, help]: Row, { more, examples }: CommandHelp): string[] {
  const sentence = `${help.slice(0, 1).toUpperCase()}${help.slice(1)}. ${more}`;
  return [shown.strong(usage), sentence, ...examples.map((line) => `e.g. ${line}`)];
}
