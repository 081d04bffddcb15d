/** Texts of the keyboard shortcuts. */
export const shortcutTexts = {
  everywhere: { en: 'Everywhere', de: 'Überall' },
  writing: { en: 'While writing', de: 'Beim Schreiben' },
  reading: {
    en: 'On a message (Shift+Tab leads there)',
    de: 'Auf einer Nachricht (Umschalt+Tab führt hin)',
  },
  switcher: { en: 'Go to a conversation', de: 'Zu einem Gespräch gehen' },
  search: { en: 'Search messages', de: 'Nachrichten durchsuchen' },
  shortcuts: { en: 'Show these shortcuts', de: 'Diese Kürzel zeigen' },
  settings: { en: 'Settings', de: 'Einstellungen' },
  previous: { en: 'Previous conversation', de: 'Voriges Gespräch' },
  next: { en: 'Next conversation', de: 'Nächstes Gespräch' },
  previousUnread: { en: 'Previous unread conversation', de: 'Voriges ungelesenes Gespräch' },
  nextUnread: { en: 'Next unread conversation', de: 'Nächstes ungelesenes Gespräch' },
  read: {
    en: 'Close what is open; mark as read and go on writing',
    de: 'Schließen, was offen ist; als gelesen markieren und weiterschreiben',
  },
  send: { en: 'Send', de: 'Senden' },
  newLine: { en: 'New line', de: 'Neue Zeile' },
  editLast: {
    en: 'Edit your last message (in an empty field)',
    de: 'Deine letzte Nachricht ändern (im leeren Feld)',
  },
  move: { en: 'From message to message', de: 'Von Nachricht zu Nachricht' },
  or: { en: 'or', de: 'oder' },
  characterKeys: {
    en: 'Shortcuts of a single character ( / and ? )',
    de: 'Kürzel aus einem einzigen Zeichen ( / und ? )',
  },
};
