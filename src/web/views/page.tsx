/** The whole page, by its phase. */
import { chatTexts } from '../translations/chat-texts.ts';
import { t } from '../translations/texts.ts';
import { welcomeTexts as texts } from '../translations/welcome-texts.ts';
import { ChatProvider, usePage } from './context.ts';
import { Frame } from './frame.tsx';
import { Logo } from './logo.tsx';
import { OpenPanel } from './panels.tsx';
import { WelcomeView } from './welcome.tsx';

export function Page() {
  const { app } = usePage();
  const phase = app.phase.value;
  switch (phase.kind) {
    case 'chatting':
      return (
        <ChatProvider value={phase.chat}>
          <Frame />
          <OpenPanel />
        </ChatProvider>
      );
    case 'welcome':
      return <WelcomeView key={phase.step} welcome={phase} />;
    default:
      return (
        <main class="waiting-page" aria-busy="true">
          <Logo size={56} />
          <p role="status">
            {phase.kind === 'starting'
              ? t(texts.starting)
              : app.isOffline.value
                ? t(chatTexts.offline)
                : `${phase.why} ${t(texts.trying)}`}
          </p>
          {phase.kind === 'unreachable' && (
            <button type="button" onClick={() => app.wake()}>
              {t(chatTexts.tryNow)}
            </button>
          )}
        </main>
      );
  }
}
