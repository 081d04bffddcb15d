/** An error, as for a link that leads nowhere. It may be that nothing more can be loaded, so it comes with the page. */
import { ProblemPanel } from '../views/find/problem-panel.tsx';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly problem: { readonly title: string; readonly text: string };
  }
}

export const problemPanel = panel('problem', { title: null, view: ProblemPanel });
