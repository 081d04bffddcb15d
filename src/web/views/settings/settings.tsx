/** The settings dialog. */
import { useState } from 'preact/hooks';
import { settingsTexts as texts } from '../../translations/settings-texts.ts';
import { t } from '../../translations/texts.ts';
import { useChat, usePage } from '../context.ts';
import { Dialog } from '../dialog.tsx';
import type { Titled } from '../panel.ts';
import { Tabs } from '../tabs.tsx';
import { Account } from './account.tsx';
import { BrowserSettings } from './browser-settings.tsx';
import { Devices } from './devices.tsx';
import { Others } from './others.tsx';
import '../../styles/settings.css';

type Part = 'you' | 'browser' | 'devices' | 'others';

export function SettingsPanel({ title }: Titled) {
  const chat = useChat();
  const { panels } = usePage();
  const [part, setPart] = useState<Part>('you');
  const { registered } = chat.me.value;
  const tabs = [
    { key: 'you', label: t(texts.you) },
    { key: 'browser', label: t(texts.browser) },
    ...(registered ? [{ key: 'devices', label: t(texts.devices) } as const] : []),
    { key: 'others', label: t(texts.others) },
  ] as const;
  return (
    <Dialog title={title} onClose={() => panels.close()}>
      <Tabs label={title} tabs={tabs} current={part} onChange={setPart}>
        <div class="settings">
          {part === 'you' && <Account />}
          {part === 'browser' && <BrowserSettings />}
          {part === 'devices' && <Devices />}
          {part === 'others' && <Others />}
        </div>
      </Tabs>
    </Dialog>
  );
}
