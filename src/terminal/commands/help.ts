/** The output of `help` on a terminal, from the commands' contracts and the commands that only a terminal has. */
import { type Help, helpGroups } from '../../protocol/contract.ts';
import {
  helpOf,
  inColumns,
  isTypedName,
  type TypedName,
  terminalNames,
  usageOf,
} from '../../protocol/usage.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { Presentation } from '../presentation/presentation.ts';
import { suggestion } from './suggestion.ts';
import { COMMAND_WORDS, TO_HELP, TO_USAGE } from './writing.ts';

type Row = readonly [usage: string, help: string];

interface Group {
  readonly title: string;
  readonly commands: readonly TypedName[];
}

/** The commands under each title; the basics have no title. */
const groups: readonly Group[] = helpGroups.map((title) => ({
  title,
  commands: terminalNames.filter((name) => helpOf(name).group === title),
}));

const MORE = 'help <command or title> says more, as in: help ban';

/** All commands, on one screen of 80 columns; narrower screens keep it readable. */
export function help(shown: Presentation, columns: number): string {
  const [first, ...titled] = groups;
  const basics = (first?.commands ?? []).map(rowOf);
  // `to` comes right after `sendto`: it is the next thing that a newcomer looks for.
  const written = basics.findIndex(([usage]) => usage.startsWith('sendto')) + 1;
  const rows = inColumns([...basics.slice(0, written), TO_ROW, ...basics.slice(written)], columns);
  const width = Math.max(...titled.map(({ title }) => title.length));
  const titles = titled.map(
    ({ title, commands }) => `${shown.strong(title.padEnd(width))}  ${commands.join(' ')}`,
  );
  return [...rows, ...titles, shown.notice(MORE)].join('\n');
}

/** Details of the command `word`, or of the commands under the title `word`. */
export function helpAbout(shown: Presentation, word: string, columns: number): string {
  const name = word.replace(/^\//, '').toLowerCase();
  const lines: string[] = [];
  if (name === 'to') lines.push(...one(shown, TO_ROW, TO_HELP));
  else if (isTypedName(name) && terminalNames.includes(name)) {
    lines.push(...one(shown, rowOf(name), helpOf(name)));
  }
  const group = groups.find(({ title }) => title !== '' && title.toLowerCase() === name);
  if (group !== undefined) {
    lines.push(shown.strong(group.title), ...inColumns(group.commands.map(rowOf), columns));
  }
  if (lines.length > 0) return lines.join('\n');
  const meant = suggestion(name, COMMAND_WORDS);
  const instead = meant === null ? ';' : `; did you mean ${meant}?`;
  return shown.notice(`there is no command ${oneLine(word)}${instead} help shows them all`);
}

const TO_ROW: Row = [TO_USAGE, TO_HELP.line];

function rowOf(command: TypedName): Row {
  return [usageOf(command, 'terminal') ?? command, helpOf(command).line];
}

function one(shown: Presentation, [usage]: Row, { line, more, examples = [] }: Help): string[] {
  const sentence = `${line.slice(0, 1).toUpperCase()}${line.slice(1)}. ${more ?? ''}`.trimEnd();
  return [shown.strong(usage), sentence, ...examples.map((example) => `e.g. ${example}`)];
}
