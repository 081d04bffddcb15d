/** A shorter notation for parsed lines, for tables of many lines. */
import type { CommandName } from '../../src/protocol/contracts.ts';
import type { TypedLine } from '../../src/protocol/typed-lines.ts';

/** A command with its arguments and its text, all beside each other; null is what was not said. */
export interface Brief {
  readonly kind: string;
  readonly [argument: string]: unknown;
}

const OTHERS = ['bad', 'blank', 'help', 'password', 'login', 'sendto', 'list', 'logout', 'exit'];

const WITH_TEXT = ['reply', 'edit'];

/** What `parseTypedLine` answers where it means `brief`. */
export function typedLine({ kind, ...said }: Brief): unknown {
  if (OTHERS.includes(kind)) return { kind, ...said };
  if (kind === 'me') {
    const { text, ...to } = said;
    return { kind: 'asked', word: 'me', command: 'sendto', given: { ...to, as: 'action' }, text };
  }
  const given = Object.entries(said).flatMap(([name, value]): [string, unknown][] => {
    // Only of `away` null is said, by saying nothing.
    if (value === null && kind !== 'away') return [];
    if (name === 'off' && value === false) return [];
    if (name === 'text' && WITH_TEXT.includes(kind)) return [];
    return [[name === 'name' && kind === 'history' ? 'with' : name, value]];
  });
  const isQuestion = kind === 'topic' && said.topic === null;
  return {
    kind: 'asked',
    word: kind as CommandName,
    command: isQuestion ? 'who' : kind,
    given: { ...Object.fromEntries(given), ...(isQuestion ? { limit: 1 } : {}) },
    text: WITH_TEXT.includes(kind) ? said.text : '',
  };
}

/** The command that a line is of; `bad`, `blank`, … where it is of none. */
export function wordOf(line: TypedLine): string {
  return line.kind === 'asked' ? line.word : line.kind;
}
