/** What the emoji picker shows: what was used of late and all groups, or what is found. */
import { browserStore } from '../shell/storage.ts';
import { type Emoji, foundEmoji } from '../text/emoji-data.ts';
import { emojiGroupTexts, emojiTexts as texts } from '../translations/emoji-texts.ts';
import { t } from '../translations/texts.ts';

const FOUND_MAX = 64;
const RECENT_MAX = 16;

/** Where the browser keeps what was used of late, the last first. */
const RECENT = 'emoji';

/** The groups as emojibase numbers them, and what stands for each. */
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
  /** An emoji that stands for it. */
  readonly sign: string;
  readonly name: string;
  /** At least one. */
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

/** Was chosen. */
export function remember(emoji: string): void {
  const others = used().filter((one) => one !== emoji);
  browserStore.write(RECENT, [emoji, ...others].slice(0, RECENT_MAX));
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Each once, whatever was kept. */
function used(): readonly string[] {
  return [...new Set(browserStore.read(RECENT, isTexts) ?? [])].slice(0, RECENT_MAX);
}
