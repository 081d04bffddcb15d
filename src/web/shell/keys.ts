/** Which keys are held, whatever the keyboard's layout, and what they are called on this computer. */

import { keyTexts as texts } from '../translations/key-texts.ts';
import { t } from '../translations/texts.ts';

/** A key, and what has to be held with it. */
export interface Keys {
  /** What the key gives, as the browser calls it; a letter is a small one. */
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod?: true;
  readonly alt?: true;
  readonly shift?: true;
}

/** What the browser tells of a key that is pressed. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
>;

export function isApple(platform: string): boolean {
  return /^(?:Mac|iPhone|iPad)/.test(platform);
}

/** Where text is written. */
export const TEXT_FIELDS =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/**
 * Is the key an input method's (Japanese, say)? Such a one means what is composed, not what it is called. Safari tells
 * of the end before the key that ended it, whose code then still says so (UI Events, section 5.4.1: 229); so does a
 * keyboard on a screen, which gives no other code at all.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Are they `keys` that are pressed? What writes something is none while somebody types. */
export function isHeld(keys: Keys, press: Press, isTyping: boolean, apple: boolean): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = press;
  const [mod, other] = apple ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (other || mod !== (keys.mod ?? false) || altKey !== (keys.alt ?? false)) return false;
  const writes = keys.key.length === 1 && keys.mod === undefined;
  if (writes && isTyping) return false;
  // A capital begins a sentence. For another character it takes Shift on some keyboards.
  if (writes && /^[a-z]$/.test(keys.key) && (shiftKey || /[A-Z]/.test(press.key))) return false;
  if (!writes && shiftKey !== (keys.shift ?? false)) return false;
  return sameKey(keys.key, press);
}

function sameKey(key: string, { key: given, code }: Press): boolean {
  if (given.toLowerCase() === key.toLowerCase()) return true;
  // A keyboard for other letters than ours: the key in the same place.
  const isForeign = given.length === 1 && given > '\x7f';
  return isForeign && /^[a-z]$/.test(key) && code === `Key${key.toUpperCase()}`;
}

const APPLE_NAMES = { mod: '⌘', alt: '⌥', shift: '⇧' } as const;
const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: t(texts.delete),
};

/** What is written on them, on a keyboard of the reader's language. */
export function namesOf({ key, ...held }: Keys, apple = isApple(navigator.platform)): string[] {
  const others = (['mod', 'alt', 'shift'] as const).filter((one) => held[one]);
  const name = KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...others.map((one) => (apple ? APPLE_NAMES[one] : t(texts[one]))), name];
}
