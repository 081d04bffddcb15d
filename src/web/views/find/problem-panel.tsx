/** A dialog for an error. */
import { commonTexts } from '../../translations/common-texts.ts';
import { t } from '../../translations/texts.ts';
import { usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import { firstFocus } from './first-focus.ts';

export function ProblemPanel({ title, text }: { title: string; text: string }) {
  const { panels } = usePage();
  return (
    <Dialog title={title} onClose={() => panels.close()}>
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
