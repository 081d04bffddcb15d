/** The declaration of a panel: a dialog in front of the chat. */
import type { ComponentType } from 'preact';
import type { Me } from '../state/chat-state.ts';
import type { Panel, PanelCommand, PanelKind, PanelKinds } from '../state/panels.ts';
import type { Text } from '../translations/texts.ts';

export interface PanelEntry {
  readonly kind: PanelKind;
  /** Null: the view has a heading of its own. */
  readonly title: Text | null;
  readonly view: ComponentType<object>;
  /** Null: the switcher does not list it. */
  readonly command: PanelCommand | null;
}

/** Its title, in the reader's language. */
export interface Titled {
  readonly title: string;
}

interface Command<Kind extends PanelKind> {
  /** Left out: the switcher does not list it. */
  readonly command?: {
    readonly place: number;
    /** Left out: the title. */
    readonly name?: Text;
    readonly given: PanelKinds[Kind];
    /** Left out: to everybody. */
    readonly isOffered?: (me: Me) => boolean;
  };
}

type Declared<Kind extends PanelKind> =
  | (Command<Kind> & {
      readonly title: Text;
      readonly view: ComponentType<PanelKinds[Kind] & Titled>;
    })
  | (Command<Kind> & { readonly title: null; readonly view: ComponentType<PanelKinds[Kind]> });

/** The panel `kind`; what it is shown with stands in `PanelKinds`. */
export function panel<Kind extends PanelKind>(
  kind: Kind,
  { title, view, command }: Declared<Kind>,
): PanelEntry {
  const entry = { kind, title, view: view as ComponentType<object> };
  if (command === undefined) return { ...entry, command: null };
  const { place, name = title, given, isOffered = () => true } = command;
  if (name === null) throw new Error(`the command of ${kind} has no name`);
  return { ...entry, command: { place, name, panel: { kind, ...given } as Panel, isOffered } };
}
