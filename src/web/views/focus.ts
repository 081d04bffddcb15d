/** The keyboard focus: in the composer, and on messages. */

/** Would a focused field open an on-screen keyboard, which covers part of the page? */
export function typesOnScreen(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

/** Is there a pointer that can hover? Without one, browsers simulate it where a finger was last. */
export function canRest(): boolean {
  return matchMedia('(hover: hover)').matches;
}

/** Selects messages in the list. */
export const MESSAGE = '[data-id]';

export const COMPOSER_ID = 'composer';

/** Focuses the composer; returns whether it is there and has the focus. */
export function focusComposer(): boolean {
  const composer = document.getElementById(COMPOSER_ID);
  composer?.focus();
  return composer !== null;
}

/** For buttons: keeps a press from taking the focus, and with it the on-screen keyboard, from the field. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/**
 * The message focused by the keyboard, for which message shortcuts work. A message focused by the pointer has none: the
 * reader may be about to write. `:focus-visible` would not do, as it also matches focus moved by code out of a text.
 */
let reached: Element | null = null;
/** Was Tab the last action, with the focus still on its way? */
let isTabbing = false;
/** Was the last action a key press? */
let isByKey = false;

/** Is the person navigating by keyboard? */
export function goesByKey(): boolean {
  return isByKey;
}

export function isReached(message: Element): boolean {
  return message === reached;
}

/** Focuses `message` by the keyboard. */
export function reach(message: HTMLElement): void {
  reached = message;
  message.focus();
}

/** Focuses `message`, as by the keyboard if the person is using that. */
export function lead(message: HTMLElement): void {
  reached = isByKey ? message : null;
  message.focus({ preventScroll: true });
}

/** Tracks the keyboard focus on the whole page. */
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
  // Not for an element that regains the focus with its window.
  const onFocusIn = ({ target }: FocusEvent) => {
    if (isTabbing && target instanceof Element) reached = target;
  };
  document.addEventListener('keydown', onKeyDown, options);
  document.addEventListener('keyup', onKeyUp, options);
  document.addEventListener('pointerdown', onPointerDown, options);
  document.addEventListener('focusin', onFocusIn, options);
}
