/**
 * Goes to a conversation by a few letters of its name. It comes with the page, so that no key is lost that is typed
 * right after its own.
 */
import { SwitcherPanel } from '../views/find/switcher-panel.tsx';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly switcher: Nothing;
  }
}

export const switcherPanel = panel('switcher', {
  title: null,
  view: SwitcherPanel,
});
