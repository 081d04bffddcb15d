/** The audit log of moderators' and operators' actions. */
import { lazily } from '../views/lazily.ts';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly audit: Nothing;
  }
}

export const auditPanel = panel('audit', {
  title: null,
  view: lazily(async () => (await import('../views/settings/audit.tsx')).Audit),
});
