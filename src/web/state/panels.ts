/** The dialogs in front of the chat, one at a time. */
import { signal } from '@preact/signals';
import type { ChatMessage } from './messages.ts';

export type Panel =
  /** Settings of one's account and of this browser. */
  | { readonly kind: 'settings' }
  /** Rooms that can be joined. */
  | { readonly kind: 'find-rooms' }
  | { readonly kind: 'create-room' }
  /** A new conversation with a person or a group. */
  | { readonly kind: 'new-message' }
  /** A room: its description, members and moderation. */
  | { readonly kind: 'room'; readonly name: string; readonly tab?: 'members' | 'pins' | 'bans' }
  | { readonly kind: 'person'; readonly name: string; readonly room?: string }
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'switcher' }
  | { readonly kind: 'shortcuts' }
  /** The audit log of moderators' and operators' actions. */
  | { readonly kind: 'audit' }
  /** Earlier versions of a message. */
  | { readonly kind: 'edits'; readonly message: ChatMessage }
  /** The reactions to a message, with their authors. */
  | { readonly kind: 'reactions'; readonly message: ChatMessage }
  /** An error, as for a link that leads nowhere. */
  | { readonly kind: 'problem'; readonly title: string; readonly text: string }
  /** A confirmation, as for deleting a message or leaving a room. */
  | { readonly kind: 'confirm'; readonly question: Question };

export interface Question {
  readonly title: string;
  readonly text: string;
  /** The label of the confirming button. */
  readonly does: string;
  /** The text that has to be typed to confirm. */
  readonly typed?: string;
  readonly act: () => Promise<void>;
}

export class Panels {
  readonly open = signal<Panel | null>(null);

  show(panel: Panel): void {
    this.open.value = panel;
  }

  close(): void {
    this.open.value = null;
  }
}
