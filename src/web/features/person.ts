/** A person: presence, actions, and their part in the room from which it was opened. */
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly person: { readonly name: string; readonly room?: string };
  }
}

export const personPanel = panel('person', {
  title: null,
  view: lazily(async () => (await import('../views/person-panel.tsx')).PersonPanel),
});
