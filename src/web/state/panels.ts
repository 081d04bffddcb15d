/** What is open before the chat: one dialog at a time. */
import { signal } from '@preact/signals';
import type { ChatMessage } from './messages.ts';

export type Panel =
  /** Everything about oneself and this browser. */
  | { readonly kind: 'settings' }
  /** Rooms that there are, to join. */
  | { readonly kind: 'find-rooms' }
  | { readonly kind: 'create-room' }
  /** Somebody to write to, or several: a group. */
  | { readonly kind: 'new-message' }
  /** What a room is, who is in it, and looking after it. */
  | { readonly kind: 'room'; readonly name: string; readonly tab?: 'members' | 'pins' | 'bans' }
  | { readonly kind: 'person'; readonly name: string; readonly room?: string }
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'switcher' }
  | { readonly kind: 'shortcuts' }
  /** What moderators and operators did. */
  | { readonly kind: 'audit' }
  /** What a message has said before. */
  | { readonly kind: 'edits'; readonly message: ChatMessage }
  /** Who has reacted with what. */
  | { readonly kind: 'reactions'; readonly message: ChatMessage }
  /** What a link did not lead to. */
  | { readonly kind: 'problem'; readonly title: string; readonly text: string }
  /** To be sure: a message that is taken back, a room that is left. */
  | { readonly kind: 'confirm'; readonly question: Question };

export interface Question {
  readonly title: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly does: string;
  /** To be typed before it can be done. */
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
