/** A dialog: a window before the page, that Escape closes and the keyboard cannot leave. */
import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { commonTexts } from '../translations/common-texts.ts';
import { t } from '../translations/texts.ts';
import { focusComposer, goesByKey, typesOnScreen } from './focus.ts';
import { Icon } from './icon.tsx';

interface DialogProps {
  readonly title: ComponentChildren;
  /** Called when it is to go: by Escape, its button, or a press outside of it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** `side`: along the edge of the page. */
  readonly place?: 'middle' | 'side' | 'top';
}

export function Dialog({ title, onClose, children, place = 'middle' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Before the next key: what is typed at once belongs to it.
  useLayoutEffect(() => {
    const before = document.activeElement;
    // Whoever has pressed it goes on writing: in it, a space would press it again.
    const returns = goesByKey() || typesOnScreen();
    const element = dialog.current;
    element?.showModal();
    return () => {
      // Nothing behind it can have the focus while it is open.
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
