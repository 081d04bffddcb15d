/** Texts of the panel about a person. */
export const personTexts = {
  show: { en: 'About this person', de: 'Über diese Person' },
  write: { en: 'Write to {name}', de: '{name} schreiben' },
  block: { en: 'Block', de: 'Blockieren' },
  unblock: { en: 'Unblock', de: 'Nicht mehr blockieren' },
  blockHint: {
    en: 'Who is blocked reaches you with no message and no invitation, and is not told so.',
    de: 'Wer blockiert ist, erreicht dich mit keiner Nachricht und keiner Einladung und erfährt nichts davon.',
  },
  blocked: { en: 'You have blocked them.', de: 'Du hast sie blockiert.' },
  inRoom: { en: 'In {room}', de: 'In {room}' },
  notInRoom: { en: 'Not in this room any more.', de: 'Nicht mehr in diesem Raum.' },
  inviteTo: { en: 'Invite to a room', de: 'In einen Raum einladen' },
  itsYou: { en: 'That is you.', de: 'Das bist du.' },
};
