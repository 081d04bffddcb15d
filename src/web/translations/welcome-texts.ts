/** Texts of the welcome page. */
export const welcomeTexts = {
  lead: { en: 'Say hello to the people on {host}.', de: 'Sag hallo zu den Leuten auf {host}.' },
  yourName: { en: 'Your name', de: 'Dein Name' },
  nameHint: {
    en: 'Up to 20 characters. No account needed; whoever has one is asked for the password.',
    de: 'Bis zu 20 Zeichen. Ein Konto brauchst du nicht; wer eins hat, wird nach dem Passwort gefragt.',
  },
  enter: { en: 'Come in', de: 'Eintreten' },
  registerInstead: {
    en: 'Register this name, to keep it and your messages',
    de: 'Diesen Namen registrieren, um ihn und deine Nachrichten zu behalten',
  },
  passwordFor: { en: 'Password for {name}', de: 'Passwort für {name}' },
  isRegistered: {
    en: '{name} is registered. If that is you, log in.',
    de: '{name} ist registriert. Wenn du das bist, melde dich an.',
  },
  logIn: { en: 'Log in', de: 'Anmelden' },
  otherName: { en: 'Another name', de: 'Ein anderer Name' },
  register: { en: 'Register', de: 'Registrieren' },
  newPassword: { en: 'New password', de: 'Neues Passwort' },
  again: { en: 'The same again', de: 'Noch einmal dasselbe' },
  notSame: { en: 'The two passwords are not the same.', de: 'Die Passwörter sind nicht gleich.' },
  passwordHint: { en: 'At least {least} characters.', de: 'Mindestens {least} Zeichen.' },
  invitation: { en: 'Invitation code', de: 'Einladungscode' },
  invitationHint: {
    en: 'Only where this server asks for one.',
    de: 'Nur wenn dieser Server einen verlangt.',
  },
  asGuest: { en: 'Come in as a guest', de: 'Als Gast eintreten' },
  otherWays: {
    en: 'Other ways in: a terminal, nc',
    de: 'Andere Wege hierher: ein Terminal, nc',
  },
  starting: { en: 'Connecting…', de: 'Verbindung wird aufgebaut …' },
  trying: { en: 'Trying again…', de: 'Neuer Versuch …' },
};
