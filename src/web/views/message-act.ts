/** The declaration of an act on a message: a button of its bar, and perhaps a key. */
import type { IconNode } from 'lucide';
import type { ComponentType } from 'preact';
import type { Keys } from '../shell/keys.ts';
import type { Chat } from '../state/chat.ts';
import type { Conversation } from '../state/conversation.ts';
import type { ChatMessage } from '../state/messages.ts';
import type { Panels } from '../state/panels.ts';
import type { Text } from '../translations/texts.ts';

/** A message that can be acted on, and all that an act may need. */
export interface Acted {
  readonly chat: Chat;
  readonly panels: Panels;
  readonly conversation: Conversation;
  readonly message: ChatMessage;
  /** Its id; negative: it is not stored. */
  readonly id: number;
}

/** The bar of the message. */
export interface Bar {
  /** Runs `act`, one at a time, and shows what is wrong if it fails. */
  readonly run: (act: () => Promise<unknown>) => void;
  /** The act was done, or could not be: its button says so. */
  readonly done: (isDone: boolean) => void;
}

export interface Look {
  readonly label: string;
  /** An icon, or an emoji. */
  readonly drawing: IconNode | string;
}

/** The key that acts on the message with the keyboard focus. */
export interface MessageKey {
  /** The list of shortcuts has the keys by these, which leave gaps for others. */
  readonly place: number;
  readonly keys: Keys;
  readonly says: Text;
  /** Acts, and returns whether it did. Left out: it presses the button, where there is one. */
  readonly press?: (acted: Acted) => boolean;
}

/** What the button of an act opens beside the bar. */
export interface Opened {
  readonly acted: Acted;
  readonly bar: Bar;
  readonly close: () => void;
}

export interface MessageAct {
  readonly name: string;
  /** The bar has the acts by these, which leave gaps for others. */
  readonly place: number;
  readonly isOffered: (acted: Acted) => boolean;
  /** `isDone`: what the act told the bar; null: nothing yet. */
  readonly look: (acted: Acted, isDone: boolean | null) => Look;
  /** Either acts, or opens something. */
  readonly act?: (acted: Acted, bar: Bar) => void;
  readonly opens?: ComponentType<Opened>;
  readonly key?: MessageKey;
}

export function messageAct(act: MessageAct): MessageAct {
  return act;
}

/** Is the message stored? */
export function isStored({ id }: Acted): boolean {
  return id >= 0;
}

/** A muted member may not reply, edit or react. */
export function mayWrite({ conversation }: Acted): boolean {
  return conversation.room.value?.muted == null;
}
