/** A link that leads nowhere, and why. */
import { commonTexts } from '../../texts/common-texts.ts';
import { findTexts as texts } from '../../texts/find-texts.ts';
import { t } from '../../texts/texts.ts';
import { usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { firstFocus } from './first-focus.ts';

export function ProblemPanel({ text }: { text: string }) {
  const { panels } = usePage();
  return (
    <Dialog title={t(texts.noPlace)} onClose={() => panels.close()}>
      <p class="problem" role="alert">
        {text}
      </p>
      <div class="actions">
        <button ref={firstFocus} type="button" class="primary" onClick={() => panels.close()}>
          {t(commonTexts.close)}
        </button>
      </div>
    </Dialog>
  );
}
