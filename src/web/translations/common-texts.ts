/** Texts that several views share. */
export const commonTexts = {
  close: { en: 'Close', de: 'Schließen' },
  cancel: { en: 'Cancel', de: 'Abbrechen' },
  typeToBeSure: { en: 'To be sure, type {text}', de: 'Um sicher zu sein, tippe {text}' },
  save: { en: 'Save', de: 'Speichern' },
  name: { en: 'Name', de: 'Name' },
  password: { en: 'Password', de: 'Passwort' },
  more: { en: 'More', de: 'Mehr' },
  guest: { en: 'guest', de: 'Gast' },
  here: { en: 'here', de: 'hier' },
  away: { en: 'away', de: 'abwesend' },
  offline: { en: 'offline', de: 'nicht da' },
  you: { en: 'you', de: 'du' },
};
