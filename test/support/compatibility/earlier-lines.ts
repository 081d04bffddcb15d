/** The typed-line parser and the commands of an earlier version, from its package. */
import type { TypedPlace } from '../../../src/protocol/typed-lines.ts';
import type { Completion } from '../../../src/terminal/commands/completion.ts';
import type { Reference } from '../../../src/terminal/commands/references.ts';
import type { Written } from '../../../src/terminal/commands/writing.ts';
import type { EarlierPackage } from './earlier-package.ts';

/** A parsed line of that version: arguments beside the kind, null for those left out. */
export type EarlierLine = Readonly<Record<string, unknown>> & { readonly kind: string };

export type HelpPlace = TypedPlace | 'seed';

export interface EarlierNames {
  listed(names: readonly string[]): void;
  wrote(name: string): void;
}

export interface EarlierWriting {
  begin(partner: string): void;
  read(line: string): Written;
}

export interface EarlierLines {
  parseTypedLine(line: string, place: TypedPlace): EarlierLine;
  refuseLine(line: EarlierLine): string;
  readonly commandContracts: Readonly<Record<string, unknown>>;
  usageOf(name: string, place: HelpPlace): string | null;
  helpLines(place: HelpPlace): string[];
  readonly KnownNames: new () => EarlierNames;
  complete(before: string, names: EarlierNames, isMessage: boolean): Completion;
  readonly Writing: new () => EarlierWriting;
  findReference(typed: string, messages: object, partner: string | null): Reference | null;
  help(shown: object, columns: number): string;
  helpAbout(shown: object, word: string, columns: number): string;
  readonly Presentation: new (palette: object) => object;
  readonly Palette: new (coloured: boolean) => object;
}

const MODULES = [
  ...['protocol/typed-lines.js', 'protocol/line-grammar.js', 'protocol/commands.js'],
  ...[
    'terminal/completion.js',
    'terminal/writing.js',
    'terminal/references.js',
    'terminal/help.js',
  ],
  ...['terminal/presentation.js', 'terminal/palette.js'],
];

export async function earlierLines(earlier: EarlierPackage): Promise<EarlierLines> {
  const modules = await Promise.all(MODULES.map((path) => earlier.module<object>(path)));
  return Object.assign({}, ...modules);
}

/** Kinds with a grammar of their own, or that are not requests. */
const OTHERS = ['bad', 'blank', 'help', 'password', 'login', 'sendto', 'list', 'logout', 'exit'];

/** Commands with a text. */
const SAYING = ['reply', 'edit'];

/** `line` in today's form: a command with its arguments, without those left out. */
export function asNow(line: EarlierLine): object {
  const { kind, ...said } = line;
  if (OTHERS.includes(kind)) return line;
  const asked = { kind: 'asked', word: kind, text: SAYING.includes(kind) ? said.text : '' };
  // Without a topic, it is a query.
  if (kind === 'topic' && said.topic === null) {
    return { ...asked, command: 'who', given: { room: said.room, limit: 1 } };
  }
  const given = Object.entries(said).flatMap(([name, value]): [string, unknown][] => {
    // Only for `away` does null have a meaning: back again.
    if (value === null && kind !== 'away') return [];
    if (name === 'off' && value === false) return [];
    if (name === 'text' && SAYING.includes(kind)) return [];
    return [[name === 'name' && kind === 'history' ? 'with' : name, value]];
  });
  return { ...asked, command: kind, given: Object.fromEntries(given) };
}
