/** The banner across the page for connection problems and for a newer version of the page. */
import { update } from '../shell/registration.ts';
import { chatTexts as texts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { useChat, usePage } from './context.ts';

export function Banner() {
  const { app } = usePage();
  const chat = useChat();
  const line = chat.line.value;
  const isOffline = app.isOffline.value;
  const reload = update.value;
  return (
    <div class="banner" role="status">
      {(isOffline || line.kind === 'lost') && (
        <p>
          <strong>{t(isOffline ? texts.offline : texts.lost)}</strong> {t(texts.lostHint)}{' '}
          {!isOffline && (
            <button type="button" onClick={() => app.wake()}>
              {t(texts.tryNow)}
            </button>
          )}
        </p>
      )}
      {reload !== null && (
        <p class="banner-news">
          {t(texts.newVersion)}{' '}
          <button type="button" onClick={reload}>
            {t(texts.reload)}
          </button>
        </p>
      )}
    </div>
  );
}
