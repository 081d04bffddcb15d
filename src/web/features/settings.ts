/** Settings of one's account and of this browser. */
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly settings: Nothing;
  }
}

export const settingsTexts = {
  settings: { en: 'Settings', de: 'Einstellungen' },
};

export const settingsPanel = panel('settings', {
  title: settingsTexts.settings,
  view: lazily(async () => (await import('../views/settings/settings.tsx')).SettingsPanel),
  command: { place: 50, given: {} },
});
