/** Settings of this browser: appearance, notifications and keys. */
import { useState } from 'preact/hooks';
import { namesOf } from '../../shell/keys.ts';
import { askPermission, permission } from '../../shell/notifications.ts';
import { SEND_KEYS } from '../../shell/shortcuts.ts';
import { THEMES } from '../../state/preferences.ts';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { Check } from '../check.tsx';
import { usePage } from '../context.ts';
import { Problem } from '../problem.tsx';

export function BrowserSettings() {
  const { preferences } = usePage();
  const { theme, notifications, sound, enterSends, tellsTyping } = preferences;
  // Notifications may be enabled here though the browser no longer allows them.
  const [isDenied, setDenied] = useState(notifications.value && permission() !== 'granted');
  const notify = async (on: boolean) => {
    const isGranted = !on || (await askPermission()) === 'granted';
    setDenied(!isGranted);
    notifications.value = on && isGranted;
  };
  return (
    <div class="form">
      <fieldset class="themes">
        <legend class="label">{t(texts.theme)}</legend>
        {THEMES.map((one) => (
          <label key={one} class="check">
            <input
              type="radio"
              name="theme"
              checked={theme.value === one}
              onChange={() => {
                theme.value = one;
              }}
            />
            {t(texts[one])}
          </label>
        ))}
      </fieldset>
      <Check
        label={t(texts.notifications)}
        hint={t(texts.notificationsHint)}
        value={notifications.value && !isDenied}
        onValue={(on) => void notify(on)}
      />
      <Problem text={isDenied ? t(texts.notificationsDenied) : null} />
      <Check
        label={t(texts.sound)}
        value={sound.value}
        onValue={(on) => {
          sound.value = on;
        }}
      />
      <Check
        label={t(texts.enterSends)}
        hint={t(texts.enterHint, { keys: namesOf(SEND_KEYS).join('+') })}
        value={enterSends.value}
        onValue={(on) => {
          enterSends.value = on;
        }}
      />
      <Check
        label={t(texts.tellsTyping)}
        value={tellsTyping.value}
        onValue={(on) => {
          tellsTyping.value = on;
        }}
      />
    </div>
  );
}
