/** All emoji with their names in the reader's language, fetched at the first use. */

import { plainText } from '../../protocol/folding.ts';
import { language } from '../translations/texts.ts';

export interface Emoji {
  readonly emoji: string;
  readonly label: string;
  readonly group: number;
  /** Its name, its search tags, and its shortcodes, normalized, with a space on both sides of each word. */
  readonly called: string;
  readonly words: string;
  readonly codes: string;
}

let loading: Promise<readonly Emoji[]> | null = null;

export function loadEmoji(): Promise<readonly Emoji[]> {
  loading ??= load().catch((error) => {
    // The next use tries again.
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<readonly Emoji[]> {
  const { default: rows } = await (language === 'de'
    ? import('virtual:emoji/de')
    : import('virtual:emoji/en'));
  return rows.map(emojiOf);
}

/** Reads a row of the built table. */
export function emojiOf(
  row: readonly [emoji: string, label: string, words: string, codes: string, group: number],
): Emoji {
  const [emoji, label, words, codes, group] = row;
  const called = searched(label);
  return {
    emoji,
    label,
    group,
    called,
    words: `${called}${searched(words)}${searched(codes)}`,
    codes: ` ${codes} `,
  };
}

/** Normalizes text for the search: no case or accents, a space around each word; `+1` and `-1` are words. */
function searched(text: string): string {
  return ` ${plainText(text)
    .replaceAll(/(?<=[\p{L}\p{N}])[-_]|[“”"(),:’']/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()} `;
}

/**
 * At most `count` emoji with words that begin with those of `query`: first matches of a shortcode, then of a name,
 * whole words before parts, then of a tag.
 */
export function foundEmoji(all: readonly Emoji[], query: string, count: number): readonly Emoji[] {
  const whole = searched(query);
  const wanted = whole.split(' ').filter((word) => word !== '');
  if (wanted.length === 0) return all.slice(0, count);
  const code = ` ${query.toLowerCase()} `;
  const ranks: Emoji[][] = [[], [], [], []];
  for (const one of all) {
    if (!wanted.every((word) => one.words.includes(` ${word}`))) continue;
    const rank =
      one.codes.includes(code) || one.called === whole
        ? 0
        : one.called.includes(whole)
          ? 1
          : wanted.every((word) => one.called.includes(` ${word}`))
            ? 2
            : 3;
    ranks[rank]?.push(one);
  }
  return ranks.flat().slice(0, count);
}
