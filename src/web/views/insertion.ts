/**
 * Replaces a part of the field's text by `what`, as if it had been typed: the caret moves behind it at once, so that
 * further typing follows it, and it can be undone. `from` and `to` are in UTF-16 code units.
 */
export function insertInto(
  field: HTMLTextAreaElement,
  what: string,
  from = field.selectionStart,
  to = field.selectionEnd,
): void {
  field.focus();
  field.setSelectionRange(from, to);
  // Deprecated, but the only way that keeps undo working.
  if (document.execCommand('insertText', false, what)) return;
  field.setRangeText(what, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
