/** Whoever types where nothing is written means the field below the conversation: it gets the key, the first one too. */
import type { PageContext } from '../views/context.ts';
import { focusComposer } from '../views/focus.ts';
import { isApple, isComposing, TEXT_FIELDS } from './keys.ts';

/** What has its keys to itself. */
const APART = `${TEXT_FIELDS}, dialog, [popover]`;

/** Gives the focus to the field before the browser has done anything with the key, until the answer is called. */
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

/** A character, or the beginning of one: of an accent, or of what an input method makes. */
function writes(event: KeyboardEvent, apple: boolean): boolean {
  const { key, ctrlKey, altKey, metaKey } = event;
  const isLevel = event.getModifierState('AltGraph') || (apple && altKey);
  if (metaKey || (!isLevel && (ctrlKey || altKey))) return false;
  if (key === 'Dead' || isComposing(event)) return true;
  // A space presses a button, and scrolls.
  return key !== ' ' && [...key].length === 1;
}

function pastes({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, apple: boolean) {
  if (altKey) return false;
  if (key === 'Insert') return shiftKey && !ctrlKey && !metaKey;
  return key.toLowerCase() === 'v' && (apple ? metaKey : ctrlKey);
}
