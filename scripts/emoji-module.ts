/** The emoji of the web client: made for the build out of emojibase-data, with what a picker needs and no more. */
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
  /** Skin and hair, letters of flags: none is an emoji by itself. */
  readonly group?: number;
  readonly order?: number;
}

type Shortcodes = Readonly<Record<string, string | readonly string[]>>;

/** `[emoji, what it is called, words to find it by besides, what others write for it between colons, group]` */
export type EmojiRow = readonly [string, string, string, string, number];

/** Parts of others, such as a colour of skin. */
const COMPONENTS = 2;

/** `virtual:emoji/en`: a row for each, in Unicode's order. */
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

/** All that the server takes for a reaction, in no colour of skin but their own. */
export function emojiIn(language: string): EmojiRow[] {
  const all = require(`emojibase-data/${language}/compact.json`) as Compact[];
  const english = require('emojibase-data/en/compact.json') as Compact[];
  const codes = require('emojibase-data/en/shortcodes/github.json') as Shortcodes;
  const names = new Map(english.map(({ hexcode, label }) => [hexcode, label]));
  return all
    .filter(({ group }) => group !== undefined && group !== COMPONENTS)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ unicode, hexcode, label, tags = [], group = 0 }) => {
      // People who write `:heart` do so in any language.
      const also = language === 'en' ? [] : [names.get(hexcode) ?? ''];
      const known = label.split(' ');
      const words = new Set([...tags, ...also].flatMap((one) => one.split(' ')));
      const more = [...words].filter((word) => !known.includes(word)).join(' ');
      return [written(unicode), label, more, [codes[hexcode] ?? []].flat().join(' '), group];
    });
}

/** As Unicode recommends it: the data asks for a picture (U+FE0F) also where one is shown anyway. */
function written(unicode: string): string {
  const emoji = emojiMeant(unicode);
  if (emoji === null) throw new Error(`${unicode} is no emoji`);
  return emoji;
}
