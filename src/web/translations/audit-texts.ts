/** Texts of the audit log. */
export const auditTexts = {
  kick: { en: '{by} put {name} out', de: '{by} hat {name} hinausgesetzt' },
  ban: { en: '{by} banned {name}', de: '{by} hat {name} verbannt' },
  unban: { en: '{by} let {name} in again', de: '{by} hat {name} wieder hereingelassen' },
  mute: { en: '{by} muted {name}', de: '{by} hat {name} stumm geschaltet' },
  unmute: { en: '{by} let {name} speak again', de: '{by} hat {name} wieder reden lassen' },
  role: { en: '{by} gave {name} the role {role}', de: '{by} hat {name} die Rolle {role} gegeben' },
  removeRoom: { en: '{by} removed the room', de: '{by} hat den Raum aufgelöst' },
  renameRoom: {
    en: '{by} renamed the room: {detail}',
    de: '{by} hat den Raum umbenannt: {detail}',
  },
  delete: {
    en: '{by} removed a message of {name}',
    de: '{by} hat eine Nachricht von {name} entfernt',
  },
  pin: { en: '{by} pinned a message', de: '{by} hat eine Nachricht angeheftet' },
  unpin: { en: '{by} unpinned a message', de: '{by} hat eine Nachricht gelöst' },
  slow: {
    en: '{by} set the pause of slow mode to {detail}',
    de: '{by} hat die Pause des langsamen Modus auf {detail} gesetzt',
  },
  setRoom: { en: '{by} set the room: {detail}', de: '{by} hat den Raum eingestellt: {detail}' },
  voice: {
    en: '{by} gave {name} a voice, or took it: {detail}',
    de: '{by} hat {name} das Rederecht gegeben oder genommen: {detail}',
  },
  other: { en: '{by}: {what} {name}', de: '{by}: {what} {name}' },
  gone: { en: '(somebody who is gone)', de: '(jemand, der nicht mehr da ist)' },
  goneAccount: {
    en: '(somebody who is gone, number {number})',
    de: '(jemand, der nicht mehr da ist, Nummer {number})',
  },
  message: { en: 'Go to the message', de: 'Zur Nachricht' },
};
