/**
 * `npm run generate`: writes the modules that list what is in a folder, so that a new file there is all that somebody
 * who adds one writes. They are committed; `npm run check` and a test say where one is out of date. After a conflict
 * in one of them, run it again.
 *
 * A new list is an entry in LISTS below. Its `form` is how an export begins in the folder's files, of which one may have
 * several: `(?<name>…)` is what is imported, and `(?<key>…)`, where it has one, its key in the list. A list with keys
 * is an object, one without an array, in the order of paths and then of lines. Helpers may stand beside; something with
 * the `mark` of the list that does not begin like that is an error. Types are best checked where the list is used.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

interface List {
  /** What it lists, as its module says. */
  readonly about: string;
  /** Where the files are that it is made of, in folders of it too. */
  readonly folder: string;
  readonly form: RegExp;
  /** What each of them has, and nothing else in these files: one without the form is not passed over in silence. */
  readonly mark: RegExp;
  /** The module that is written, and what it exports. */
  readonly module: string;
  readonly name: string;
}

export const LISTS: readonly List[] = [
  {
    about: 'The contracts of all commands, by name.',
    folder: 'src/protocol/commands/',
    form: /^export const (?<name>\w+) = contract\(\{\s+name: '(?<key>[^']+)'/gm,
    mark: /(?<!function )\bcontract\(/g,
    module: 'src/protocol/contract-list.ts',
    name: 'contracts',
  },
  {
    about: 'The contracts of all events, by name.',
    folder: 'src/protocol/events/',
    form: /^export const (?<name>\w+) = event\(\{\s+name: '(?<key>[^']+)'/gm,
    mark: /(?<!function )\bevent\(/g,
    module: 'src/protocol/event-list.ts',
    name: 'events',
  },
  {
    about: 'The handlers of all commands, by name.',
    folder: 'src/chat/commands/',
    form: /^export const (?<name>\w+): Handler<'(?<key>[^']+)'> = /gm,
    mark: /\bHandler</g,
    module: 'src/chat/handler-list.ts',
    name: 'handlers',
  },
  {
    about: 'The tables of chinwag.db.',
    folder: 'src/store/tables/',
    form: /^export const (?<name>\w+) = table\(\{/gm,
    mark: /(?<!function )\btable\(/g,
    module: 'src/store/tables/table-list.ts',
    name: 'tables',
  },
  {
    about: 'The panels of the page.',
    folder: 'src/web/features/',
    form: /^export const (?<name>\w+) = panel\(/gm,
    mark: /(?<!function )\bpanel\(/g,
    module: 'src/web/panel-list.ts',
    name: 'panelList',
  },
  {
    about: 'The acts on a message.',
    folder: 'src/web/features/',
    form: /^export const (?<name>\w+) = messageAct\(/gm,
    mark: /(?<!function )\bmessageAct\(/g,
    module: 'src/web/message-act-list.ts',
    name: 'messageActList',
  },
  {
    about: 'The events that features of the page hear of.',
    folder: 'src/web/features/',
    form: /^export const (?<name>\w+) = heard\(/gm,
    mark: /(?<!function )\bheard\(/g,
    module: 'src/web/heard-list.ts',
    name: 'heardList',
  },
  {
    about: "The handlers of the owner's commands, by name.",
    folder: 'src/chat/owner-commands/',
    form: /^export const (?<name>\w+): Handler<'(?<key>[^']+)'> = /gm,
    mark: /\bHandler</g,
    module: 'src/chat/owner-handler-list.ts',
    name: 'ownerHandlers',
  },
  {
    about: 'All kinds of stored changes, by name.',
    folder: 'src/chat/stored/',
    form: /^export const (?<name>\w+) = stored<\w+>\(\{\s+kind: '(?<key>[^']+)'/gm,
    mark: /(?<!function )\bstored[<(]/g,
    module: 'src/chat/stored-list.ts',
    name: 'storedKinds',
  },
];

const root = fileURLToPath(new URL('..', import.meta.url));

interface Listed {
  readonly path: string;
  readonly name: string;
  readonly key: string | undefined;
}

/**
 * The text of a list's module.
 * @throws Error where it would list nothing, or two of one name or key; or leave something out because of its form
 */
export function moduleOf(list: List): string {
  const paths = globSync(`${list.folder}**/*.{ts,tsx}`, { cwd: root }).sort();
  const sources = paths.filter((path) => !/\.test\.tsx?$/.test(path));
  const listed = sources.flatMap((path) =>
    listedIn(list, path, readFileSync(`${root}/${path}`, 'utf8')),
  );
  if (listed.length === 0) throw new Error(`nothing in ${list.folder} begins as it should`);
  const isKeyed = listed[0]?.key !== undefined;
  checkEachOnce(listed.map(({ name }) => name));
  if (isKeyed) checkEachOnce(listed.map(({ key }) => key ?? ''));
  const imports = listed.map(
    ({ path, name }) => `import { ${name} } from '${specifier(list.module, path)}';`,
  );
  const entries = listed.map(({ name, key = name }) =>
    key === name ? `${name},` : `${quoted(key)}: ${name},`,
  );
  const [open, close] = isKeyed ? ['{', '}'] : ['[', ']'];
  return formatted(
    list.module,
    `/** ${list.about} Written by \`npm run generate\` from ${list.folder}. */
${imports.join('\n')}

export const ${list.name} = ${open}
${entries.join('\n')}
${close} as const;
`,
  );
}

/**
 * What is listed of the file at `path` with this `text`.
 * @throws Error where something in it would be left out because of its form
 */
export function listedIn({ form, mark }: List, path: string, text: string): Listed[] {
  const listed = Array.from(text.matchAll(form), ({ groups }) => {
    const { name = '', key }: Readonly<Record<string, string | undefined>> = groups ?? {};
    return { path, name, key };
  });
  const marked = text.match(mark)?.length ?? 0;
  if (marked !== listed.length) {
    throw new Error(`${path} has ${marked} of ${mark}, but ${listed.length} that begin as ${form}`);
  }
  return listed;
}

function checkEachOnce(names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`two are called ${twice}`);
}

function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function quoted(key: string): string {
  return /^[a-z]\w*$/i.test(key) ? key : `'${key}'`;
}

/** As `npm run format` leaves it. */
function formatted(path: string, text: string): string {
  const { status, stdout, stderr } = spawnSync(
    `${root}/node_modules/.bin/biome`,
    ['check', '--write', `--stdin-file-path=${path}`],
    { cwd: root, input: text, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${path}: ${stderr}`);
  return stdout;
}

/** The modules that are not as they should be. */
export function outdated(): string[] {
  return LISTS.filter((list) => read(list.module) !== moduleOf(list)).map(({ module }) => module);
}

function read(path: string): string | null {
  try {
    return readFileSync(`${root}/${path}`, 'utf8');
  } catch {
    return null;
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const old = outdated();
    if (old.length > 0) {
      console.error(`out of date: ${old.join(', ')}; npm run generate writes them anew`);
      process.exitCode = 1;
    }
  } else for (const list of LISTS) writeFileSync(`${root}/${list.module}`, moduleOf(list));
}
