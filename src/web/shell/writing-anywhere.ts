/** Sends keys typed outside any field to the composer, including the first one. */
import type { PageContext } from '../views/context.ts';
import { focusComposer } from '../views/focus.ts';
import { isApple, isComposing, TEXT_FIELDS } from './keys.ts';

/** Elements that handle keys themselves. */
const APART = `${TEXT_FIELDS}, dialog, [popover]`;

/** Focuses the composer before the browser handles the key, until the returned function is called. */
export function installWritingAnywhere({ panels }: PageContext): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || panels.open.value !== null) return;
    if (event.target instanceof Element && event.target.closest(APART) !== null) return;
    const apple = isApple(navigator.platform);
    if (writes(event, apple) || pastes(event, apple)) focusComposer();
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

/** Does the key type a character or begin one, with an accent or an input method? */
function writes(event: KeyboardEvent, apple: boolean): boolean {
  const { key, ctrlKey, altKey, metaKey } = event;
  const isLevel = event.getModifierState('AltGraph') || (apple && altKey);
  if (metaKey || (!isLevel && (ctrlKey || altKey))) return false;
  if (key === 'Dead' || isComposing(event)) return true;
  // Not the space, which presses buttons and scrolls.
  return key !== ' ' && [...key].length === 1;
}

function pastes({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, apple: boolean) {
  if (altKey) return false;
  if (key === 'Insert') return shiftKey && !ctrlKey && !metaKey;
  return key.toLowerCase() === 'v' && (apple ? metaKey : ctrlKey);
}
