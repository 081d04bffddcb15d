/** The keyboard shortcuts. */
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly shortcuts: Nothing;
  }
}

export const shortcutsTexts = {
  shortcuts: { en: 'Keyboard shortcuts', de: 'Tastenkürzel' },
};

export const shortcutsPanel = panel('shortcuts', {
  title: shortcutsTexts.shortcuts,
  view: lazily(async () => (await import('../views/find/shortcuts-panel.tsx')).ShortcutsPanel),
  command: { place: 60, given: {} },
});
