/** Where typing goes. */

/** Would a field that gets the focus open a keyboard on the screen, over what is there? */
export function typesOnScreen(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

export const COMPOSER_ID = 'composer';

export function focusComposer(): void {
  document.getElementById(COMPOSER_ID)?.focus();
}
