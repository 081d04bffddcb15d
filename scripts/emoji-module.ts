/** The emoji data of the web client, built from emojibase-data with only the fields that a picker needs. */
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { emojiMeant } from '../src/protocol/emoji.ts';

const require = createRequire(import.meta.url);

const PREFIX = 'virtual:emoji/';

interface Compact {
  readonly unicode: string;
  readonly hexcode: string;
  readonly label: string;
  readonly tags?: readonly string[];
  /** Absent for skin tones, hair and letters of flags: none is an emoji by itself. */
  readonly group?: number;
  readonly order?: number;
}

type Shortcodes = Readonly<Record<string, string | readonly string[]>>;

/** `[emoji, name, search words, shortcodes where they differ from the name, group]` */
export type EmojiRow = readonly [string, string, string, string, number];

/** Modifiers, such as skin tones. */
const COMPONENTS = 2;

/** `virtual:emoji/en`: a row for each emoji, in Unicode's order. */
export const emojiModule: Plugin = {
  name: 'emoji',
  resolveId(id) {
    return id.startsWith(PREFIX) ? `\0${id}` : undefined;
  },
  load(id) {
    if (!id.startsWith(`\0${PREFIX}`)) return undefined;
    return `export default ${JSON.stringify(emojiIn(id.slice(PREFIX.length + 1)))};`;
  },
};

/** All emoji that the server accepts as reactions, without skin tones. */
export function emojiIn(language: string): EmojiRow[] {
  const all = require(`emojibase-data/${language}/compact.json`) as Compact[];
  const english = require('emojibase-data/en/compact.json') as Compact[];
  const codes = require('emojibase-data/en/shortcodes/github.json') as Shortcodes;
  const names = new Map(english.map(({ hexcode, label }) => [hexcode, label]));
  return all
    .filter(({ group }) => group !== undefined && group !== COMPONENTS)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ unicode, hexcode, label, tags = [], group = 0 }) => {
      // People write `:heart` in any language.
      const also = language === 'en' ? [] : [names.get(hexcode) ?? ''];
      const known = label.split(' ');
      const words = new Set([...tags, ...also].flatMap((one) => one.split(' ')));
      const more = [...words].filter((word) => !known.includes(word)).join(' ');
      return [written(unicode), label, more, [codes[hexcode] ?? []].flat().join(' '), group];
    });
}

/** The form that Unicode recommends: the data adds U+FE0F even where a picture is the default. */
function written(unicode: string): string {
  const emoji = emojiMeant(unicode);
  if (emoji === null) throw new Error(`${unicode} is no emoji`);
  return emoji;
}
