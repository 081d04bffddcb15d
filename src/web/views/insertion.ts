/**
 * Puts `what` in the place of a part of the text, as if it had been typed: the caret is behind it at once, so that what
 * is typed next stands there too, and it can be undone. `from` and `to` are in UTF-16 code units.
 */
export function insertInto(
  field: HTMLTextAreaElement,
  what: string,
  from = field.selectionStart,
  to = field.selectionEnd,
): void {
  field.focus();
  field.setSelectionRange(from, to);
  // Deprecated, and the only way that leaves the field what can be undone.
  if (document.execCommand('insertText', false, what)) return;
  field.setRangeText(what, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
