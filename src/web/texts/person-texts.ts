/** Somebody else. */
export const personTexts = {
  show: { en: 'About this person', de: 'Über diese Person' },
  write: { en: 'Write to {name}', de: '{name} schreiben' },
  block: { en: 'Block', de: 'Blockieren' },
  unblock: { en: 'Unblock', de: 'Nicht mehr blockieren' },
  blockHint: {
    en: 'What they write and their invitations do not reach you, and they cannot tell.',
    de: 'Was sie schreiben und ihre Einladungen erreichen dich nicht, und sie merken es nicht.',
  },
  blocked: { en: 'You have blocked them.', de: 'Du hast sie blockiert.' },
  inRoom: { en: 'In {room}', de: 'In {room}' },
  notInRoom: { en: 'Not in this room any more.', de: 'Nicht mehr in diesem Raum.' },
  inviteTo: { en: 'Invite to a room', de: 'In einen Raum einladen' },
  itsYou: { en: 'That is you.', de: 'Das bist du.' },
};
