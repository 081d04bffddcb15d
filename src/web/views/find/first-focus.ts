/** A `ref` for the element that has the focus when a dialog opens. */
export function firstFocus(element: HTMLElement | null): void {
  // By attribute, because the dialog opens only after its content is rendered.
  element?.setAttribute('autofocus', '');
}
