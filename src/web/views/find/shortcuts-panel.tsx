/** The dialog that lists the keyboard shortcuts. */
import { namesOf } from '../../shell/keys.ts';
import { SHORTCUTS, type Shortcut } from '../../shell/shortcuts.ts';
import { shortcutTexts as texts } from '../../translations/shortcut-texts.ts';
import { t } from '../../translations/texts.ts';
import { usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import type { Titled } from '../panel.ts';
import '../../styles/find.css';

export function ShortcutsPanel({ title }: Titled) {
  const { panels, preferences } = usePage();
  const { characterKeys } = preferences;
  return (
    <Dialog title={title} onClose={() => panels.close()}>
      {SHORTCUTS.map(({ title, shortcuts }) => (
        <section key={title} class="shortcuts">
          <h3 class="label">{t(title)}</h3>
          <dl>
            {shortcuts.map((one) => (
              <div key={one.says} class="shortcut">
                <dt>{t(one.says)}</dt>
                <dd>
                  <KeysView shortcut={one} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label class="check">
        <input
          type="checkbox"
          checked={characterKeys.value}
          onChange={(event) => {
            characterKeys.value = event.currentTarget.checked;
          }}
        />
        {t(texts.characterKeys)}
      </label>
    </Dialog>
  );
}

function KeysView({ shortcut }: { shortcut: Shortcut }) {
  const { enterSends } = usePage().preferences;
  const all = enterSends.value ? shortcut.keys : (shortcut.otherwise ?? shortcut.keys);
  return all.map((keys, i) => (
    <>
      {i > 0 && ` ${t(texts.or)} `}
      {namesOf(keys).map((name, at) => (
        <>
          {at > 0 && ' '}
          <kbd>{name}</kbd>
        </>
      ))}
    </>
  ));
}
