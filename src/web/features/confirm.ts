/** A confirmation, as for deleting a message or leaving a room. */
import type { Question } from '../views/confirm.tsx';
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly confirm: { readonly question: Question };
  }
}

export const confirmPanel = panel('confirm', {
  title: null,
  view: lazily(async () => (await import('../views/confirm.tsx')).Confirm),
});
