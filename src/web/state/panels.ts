/** The dialogs in front of the chat, one at a time. */
import { signal } from '@preact/signals';
import type { Text } from '../translations/texts.ts';
import type { Me } from './chat-state.ts';

/** What a panel is shown with, by its kind; each kind is added where it is declared (features/). */
// biome-ignore lint/suspicious/noEmptyInterface: the features extend it
export interface PanelKinds {}

/** For a panel that is shown with nothing. */
export type Nothing = Readonly<Record<never, never>>;

export type PanelKind = keyof PanelKinds;

export type Panel = {
  [Kind in PanelKind]: { readonly kind: Kind } & PanelKinds[Kind];
}[PanelKind];

/** A panel among the commands of the switcher. */
export interface PanelCommand {
  /** The switcher lists commands by these, which leave gaps for others. */
  readonly place: number;
  readonly name: Text;
  readonly panel: Panel;
  readonly isOffered: (me: Me) => boolean;
}

export class Panels {
  readonly open = signal<Panel | null>(null);
  readonly #commands: readonly PanelCommand[];

  constructor(commands: readonly PanelCommand[] = []) {
    this.#commands = commands.toSorted((one, other) => one.place - other.place);
  }

  /** Those that the switcher offers, in order. */
  commandsFor(me: Me): readonly PanelCommand[] {
    return this.#commands.filter(({ isOffered }) => isOffered(me));
  }

  show(panel: Panel): void {
    this.open.value = panel;
  }

  close(): void {
    this.open.value = null;
  }
}
