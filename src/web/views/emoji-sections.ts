/** The sections of the emoji picker: recent emoji and all groups, or the results of a search. */
import { browserStore } from '../shell/storage.ts';
import { type Emoji, foundEmoji } from '../text/emoji-data.ts';
import { emojiGroupTexts, emojiTexts as texts } from '../translations/emoji-texts.ts';
import { t } from '../translations/texts.ts';

const FOUND_MAX = 64;
const RECENT_MAX = 16;

/** The storage key of recent emoji, latest first. */
const RECENT = 'emoji';

/** The groups in emojibase's numbering, with a sign for each. */
const GROUPS = [
  { group: 0, sign: '😀', name: emojiGroupTexts.smileys },
  { group: 1, sign: '👋', name: emojiGroupTexts.people },
  { group: 3, sign: '🐻', name: emojiGroupTexts.nature },
  { group: 4, sign: '🍏', name: emojiGroupTexts.food },
  { group: 5, sign: '🚗', name: emojiGroupTexts.travel },
  { group: 6, sign: '⚽', name: emojiGroupTexts.activities },
  { group: 7, sign: '💡', name: emojiGroupTexts.objects },
  { group: 8, sign: '❤️', name: emojiGroupTexts.symbols },
  { group: 9, sign: '🏁', name: emojiGroupTexts.flags },
] as const;

export interface Section {
  /** The emoji that represents the section. */
  readonly sign: string;
  readonly name: string;
  /** Never empty. */
  readonly emoji: readonly Emoji[];
}

export function sectionsOf(all: readonly Emoji[], query: string): readonly Section[] {
  if (all.length === 0) return [];
  if (query.trim() !== '') {
    const found = foundEmoji(all, query, FOUND_MAX);
    return found.length === 0 ? [] : [{ sign: '🔍', name: t(texts.results), emoji: found }];
  }
  const known = new Map(all.map((one) => [one.emoji, one]));
  const recent = used().flatMap((one) => known.get(one) ?? []);
  const groups = GROUPS.map(({ group, sign, name }) => {
    return { sign, name: t(name), emoji: all.filter((one) => one.group === group) };
  });
  if (recent.length === 0) return groups;
  return [{ sign: '🕘', name: t(texts.recent), emoji: recent }, ...groups];
}

/** Adds a chosen emoji to the recent ones. */
export function remember(emoji: string): void {
  const others = used().filter((one) => one !== emoji);
  browserStore.write(RECENT, [emoji, ...others].slice(0, RECENT_MAX));
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** The recent emoji, each once, whatever is stored. */
function used(): readonly string[] {
  return [...new Set(browserStore.read(RECENT, isTexts) ?? [])].slice(0, RECENT_MAX);
}
