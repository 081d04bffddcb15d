/** What is typed about rooms, messages and people, as typed-lines.ts reads it. */

export type RoomLine =
  | { readonly kind: 'rooms'; readonly find: string | null }
  | {
      readonly kind: 'create';
      readonly room: string;
      readonly access: 'public' | 'private' | null;
      readonly guests: boolean | null;
      readonly kept: boolean | null;
    }
  | { readonly kind: 'group'; readonly names: readonly string[] }
  | { readonly kind: 'presence'; readonly names: readonly string[] }
  | InRoom<'join' | 'leave' | 'who' | 'pins' | 'bans' | 'remove-room'>
  | (InRoom<'topic'> & { readonly topic: string })
  | (InRoom<'invite' | 'unban' | 'unmute'> & { readonly name: string })
  | (InRoom<'kick'> & { readonly name: string; readonly why: string | null })
  | (InRoom<'ban' | 'mute'> & {
      readonly name: string;
      readonly seconds: number | null;
      readonly why: string | null;
    })
  | (InRoom<'role'> & {
      readonly name: string;
      readonly role: 'owner' | 'moderator' | 'member';
    })
  | (InRoom<'slow'> & { readonly seconds: number })
  | OfMessage<'delete' | 'reactions' | 'edits' | 'context'>
  | (OfMessage<'edit' | 'reply'> & { readonly text: string })
  | (OfMessage<'react'> & { readonly emoji: string; readonly off: boolean })
  | (OfMessage<'pin'> & { readonly off: boolean })
  | { readonly kind: 'away'; readonly text: string | null }
  | { readonly kind: 'block'; readonly name: string }
  | { readonly kind: 'unblock'; readonly name: string }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'audit'; readonly room: string | null };

/** One type for each kind, so that they can be told apart. */
type InRoom<Kind> = Kind extends string ? { readonly kind: Kind; readonly room: string } : never;

type OfMessage<Kind> = Kind extends string
  ? { readonly kind: Kind; readonly message: number }
  : never;
