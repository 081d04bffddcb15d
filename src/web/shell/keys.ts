/** Matches pressed keys on any keyboard layout, and names them as this computer's keyboard does. */

import { keyTexts as texts } from '../translations/key-texts.ts';
import { t } from '../translations/texts.ts';

/** A key with its modifiers. */
export interface Keys {
  /** The key as in `KeyboardEvent.key`, a letter in lower case. */
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod?: true;
  readonly alt?: true;
  readonly shift?: true;
}

/** The parts of a key event that matter here. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
>;

export function isApple(platform: string): boolean {
  return /^(?:Mac|iPhone|iPad)/.test(platform);
}

/** Selects elements in which text is typed. */
export const TEXT_FIELDS =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/**
 * Does the key belong to an input method, for example for Japanese? Then it must not trigger anything. Safari ends the
 * composition before the key that ended it, whose code is still 229 (UI Events, section 5.4.1); on-screen keyboards
 * send that code for every key.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Does `press` match `keys`? While text is being typed, keys that write a character do not. */
export function isHeld(keys: Keys, press: Press, isTyping: boolean, apple: boolean): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = press;
  const [mod, other] = apple ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (other || mod !== (keys.mod ?? false) || altKey !== (keys.alt ?? false)) return false;
  const writes = keys.key.length === 1 && keys.mod === undefined;
  if (writes && isTyping) return false;
  // A capital letter begins a sentence; other characters may need Shift on some layouts.
  if (writes && /^[a-z]$/.test(keys.key) && (shiftKey || /[A-Z]/.test(press.key))) return false;
  if (!writes && shiftKey !== (keys.shift ?? false)) return false;
  return sameKey(keys.key, press);
}

function sameKey(key: string, { key: given, code }: Press): boolean {
  if (given.toLowerCase() === key.toLowerCase()) return true;
  // On a layout of another script, the key in the same place counts.
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

/** The labels of the keys on a keyboard of the reader's language. */
export function namesOf({ key, ...held }: Keys, apple = isApple(navigator.platform)): string[] {
  const others = (['mod', 'alt', 'shift'] as const).filter((one) => held[one]);
  const name = KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...others.map((one) => (apple ? APPLE_NAMES[one] : t(texts[one]))), name];
}
