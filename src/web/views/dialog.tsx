/** A modal dialog, which Escape closes and the keyboard focus cannot leave. */
import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { commonTexts } from '../translations/common-texts.ts';
import { t } from '../translations/texts.ts';
import { focusComposer, goesByKey, typesOnScreen } from './focus.ts';
import { Icon } from './icon.tsx';

interface DialogProps {
  readonly title: ComponentChildren;
  /** Called to close it: by Escape, its button, or a press outside. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** `side`: along the edge of the page. */
  readonly place?: 'middle' | 'side' | 'top';
}

export function Dialog({ title, onClose, children, place = 'middle' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // A layout effect, so that the dialog gets the very next key.
  useLayoutEffect(() => {
    const before = document.activeElement;
    // Otherwise the focus goes to the composer: on the pressed button, a typed space would press it again.
    const returns = goesByKey() || typesOnScreen();
    const element = dialog.current;
    element?.showModal();
    return () => {
      // Closed first, because nothing behind an open dialog can have the focus.
      element?.close();
      const isThere = before?.isConnected && before !== document.body;
      if (returns && isThere && before instanceof HTMLElement) before.focus();
      else if (!typesOnScreen()) focusComposer();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog dialog-${place}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={heading}>{title}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label={t(commonTexts.close)}
            onClick={onClose}
          >
            <Icon drawing={X} />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
