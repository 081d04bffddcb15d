/** What has the focus when a dialog opens: as a `ref`. */
export function firstFocus(element: HTMLElement | null): void {
  // By the attribute: the dialog is opened after what is in it is there.
  element?.setAttribute('autofocus', '');
}
