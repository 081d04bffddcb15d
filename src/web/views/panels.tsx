/** Renders the open dialog. */
import { panelList } from '../panel-list.ts';
import { t } from '../translations/texts.ts';
import { usePage } from './context.ts';
import type { PanelEntry } from './panel.ts';

const entries = new Map(panelList.map((entry: PanelEntry) => [entry.kind, entry]));

export function OpenPanel() {
  const { panels } = usePage();
  const panel = panels.open.value;
  if (panel === null) return null;
  const { kind, ...given } = panel;
  const entry = entries.get(kind);
  if (entry === undefined) return null;
  const { title, view: View } = entry;
  // A panel about somebody or a room is another one for another name.
  return (
    <View
      key={'name' in given ? given.name : kind}
      {...(title && { title: t(title) })}
      {...given}
    />
  );
}
