/** Where typing goes, and which message the keyboard went to. */

/** Would a field that gets the focus open a keyboard on the screen, over what is there? */
export function typesOnScreen(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

/** Is there a pointer that rests on things? Where there is none, browsers make up one where a finger was last. */
export function canRest(): boolean {
  return matchMedia('(hover: hover)').matches;
}

/** A message, in the list of them. */
export const MESSAGE = '[data-id]';

export const COMPOSER_ID = 'composer';

/** Is there one, and has it the focus now? */
export function focusComposer(): boolean {
  const composer = document.getElementById(COMPOSER_ID);
  composer?.focus();
  return composer !== null;
}

/** For a button: a press leaves the focus, and a keyboard on the screen, where somebody writes. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/**
 * The message that the keyboard went to: its shortcuts hold. Where a pointer went, somebody may be about to write.
 * `:focus-visible` would not do: it also matches what a program moves the focus to out of a text.
 */
let reached: Element | null = null;
/** What somebody did last was to press Tab, and the focus is on its way. */
let isTabbing = false;
/** What somebody did last was to press a key. */
let isByKey = false;

/** Does somebody find their way by the keyboard just now? */
export function goesByKey(): boolean {
  return isByKey;
}

export function isReached(message: Element): boolean {
  return message === reached;
}

/** The keyboard goes to `message`. */
export function reach(message: HTMLElement): void {
  reached = message;
  message.focus();
}

/** Somebody is led to `message`: by the keyboard, if that is what they have used. */
export function lead(message: HTMLElement): void {
  reached = isByKey ? message : null;
  message.focus({ preventScroll: true });
}

/** Follows where the keyboard goes, on the whole page. */
export function watchFocus(): void {
  const options = { capture: true };
  const onKeyDown = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
    isByKey = true;
    isTabbing = key === 'Tab' && !ctrlKey && !altKey && !metaKey;
  };
  const onKeyUp = () => {
    isTabbing = false;
  };
  const onPointerDown = () => {
    isByKey = false;
    isTabbing = false;
    reached = null;
  };
  // Not what gets the focus back with its window.
  const onFocusIn = ({ target }: FocusEvent) => {
    if (isTabbing && target instanceof Element) reached = target;
  };
  document.addEventListener('keydown', onKeyDown, options);
  document.addEventListener('keyup', onKeyUp, options);
  document.addEventListener('pointerdown', onPointerDown, options);
  document.addEventListener('focusin', onFocusIn, options);
}
