/** The search in messages. It comes with the page, so that no key is lost that is typed right after its own. */
import { findTexts } from '../translations/find-texts.ts';
import { SearchPanel } from '../views/find/search-panel.tsx';
import { panel } from '../views/panel.ts';

declare module '../state/panels.ts' {
  interface PanelKinds {
    readonly search: { readonly query: string };
  }
}

export const searchPanel = panel('search', {
  title: findTexts.search,
  view: SearchPanel,
  command: { place: 40, given: { query: '' } },
});
