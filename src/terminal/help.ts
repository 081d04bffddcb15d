/** What `help` prints on a terminal: the command table, and what only a terminal has. */
import { helpLines } from '../protocol/commands.ts';
import { TO_HELP } from './writing.ts';

export function help(): string {
  const lines = helpLines('terminal');
  const [usages = ''] = /^(?:\S+ )+ +(?=\S)/.exec(lines[0] ?? '') ?? [];
  const width = usages.length - 2;
  return [...lines, ...TO_HELP.map(([usage, text]) => `${usage.padEnd(width)}  ${text}`)].join(
    '\n',
  );
}
