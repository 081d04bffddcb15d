/** Texts of errors, with advice. */
export const problemTexts = {
  nameInUse: { en: 'That name is taken.', de: 'Der Name ist vergeben.' },
  alreadyLoggedIn: { en: 'You are logged in already.', de: 'Du bist schon angemeldet.' },
  notLoggedIn: { en: 'You are not logged in.', de: 'Du bist nicht angemeldet.' },
  noSuchUser: { en: 'Nobody of that name is here.', de: 'Niemand mit diesem Namen ist hier.' },
  nameNotAllowed: {
    en: 'That name is not allowed: 1 to 20 characters, no spaces, and not , : ! @ * ? & $ % ~ + #',
    de: 'Der Name ist nicht erlaubt: 1 bis 20 Zeichen, keine Leerzeichen, und nicht , : ! @ * ? & $ % ~ + #',
  },
  passwordNeeded: { en: 'This name needs its password.', de: 'Dieser Name braucht sein Passwort.' },
  wrongPassword: { en: 'That password is wrong.', de: 'Das Passwort ist falsch.' },
  tooFast: {
    en: 'Too fast. Wait a moment and try again.',
    de: 'Zu schnell. Warte einen Moment und versuch es noch einmal.',
  },
  tooFastYet: {
    en: 'Too fast. Try again {wait}.',
    de: 'Zu schnell. Versuch es {wait} noch einmal.',
  },
  /** Follows an error that passes by itself. */
  tryAgainIn: { en: 'Try again {wait}.', de: 'Versuch es {wait} noch einmal.' },
  notPermitted: { en: 'You may not do that.', de: 'Das darfst du nicht.' },
  serverFull: { en: 'The server is full.', de: 'Der Server ist voll.' },
  tooManyConnections: {
    en: 'There are too many connections from your address.',
    de: 'Von deiner Adresse gibt es zu viele Verbindungen.',
  },
  tlsRequired: {
    en: 'A password may only travel over https.',
    de: 'Ein Passwort darf nur über https gehen.',
  },
  notStored: {
    en: 'The server cannot store anything just now. Try again later.',
    de: 'Der Server kann gerade nichts speichern. Versuch es später noch einmal.',
  },
  quotaReached: {
    en: 'There is no more room for this: a limit of the server is reached.',
    de: 'Dafür ist kein Platz mehr: eine Grenze des Servers ist erreicht.',
  },
  busy: {
    en: 'The server is busy. Try again in a moment.',
    de: 'Der Server ist beschäftigt. Versuch es gleich noch einmal.',
  },
  invitationNeeded: {
    en: 'To register here you need an invitation code that is still good.',
    de: 'Wer sich hier registriert, braucht einen gültigen Einladungscode.',
  },
  accountNeeded: {
    en: 'That is for registered people.',
    de: 'Das ist registrierten Leuten vorbehalten.',
  },
  notFound: { en: 'That is not there any more.', de: 'Das gibt es nicht mehr.' },
  passwordNotAllowed: {
    en: 'That password will not do: it is too short, or longer than 1024 bytes.',
    de: 'Das Passwort geht nicht: es ist zu kurz oder länger als 1024 Bytes.',
  },
  badSearch: {
    en: 'That cannot be searched for: words, "phrases", from:, with:, before:2026-11-01, after:',
    de: 'Danach lässt sich nicht suchen: Wörter, "Wendungen", from:, with:, before:2026-11-01, after:',
  },
  noSuchRoom: { en: 'There is no such room.', de: 'Diesen Raum gibt es nicht.' },
  loggedOut: {
    en: 'You were logged out: the password was changed, or this device was removed.',
    de: 'Du wurdest abgemeldet: das Passwort wurde geändert oder dieses Gerät entfernt.',
  },
  loggedOutElsewhere: {
    en: 'You logged out in another tab.',
    de: 'Du hast dich in einem anderen Tab abgemeldet.',
  },
  anotherIsHere: {
    en: 'In another tab of this browser, {name} has logged in.',
    de: 'In einem anderen Tab dieses Browsers hat sich {name} angemeldet.',
  },
  notMember: { en: 'You are not in this room.', de: 'Du bist nicht in diesem Raum.' },
  banned: { en: 'You are banned from this room.', de: 'Du bist aus diesem Raum verbannt.' },
  damaged: {
    en: 'What is stored on this server is damaged. Its operator must mend it.',
    de: 'Was auf diesem Server gespeichert ist, ist beschädigt. Wer ihn betreibt, muss es reparieren.',
  },
  muted: { en: 'You are muted in this room.', de: 'Du bist in diesem Raum stumm.' },
  unknown: { en: 'Refused (reason {reason}).', de: 'Abgelehnt (Grund {reason}).' },
  unsure: {
    en: 'The connection broke before the answer.',
    de: 'Die Verbindung brach vor der Antwort ab.',
  },
  notConnected: {
    en: 'There is no connection to the server.',
    de: 'Es gibt keine Verbindung zum Server.',
  },
  cannotConnect: {
    en: 'The server cannot be reached.',
    de: 'Der Server ist nicht zu erreichen.',
  },
  noWebSocket: {
    en: 'The server answers, but lets no WebSocket through. A proxy on the way may not support them.',
    de: 'Der Server antwortet, lässt aber keinen WebSocket durch. Vielleicht kann das ein Proxy dazwischen nicht.',
  },
  noFiles: {
    en: 'Files cannot be sent here yet',
    de: 'Dateien lassen sich hier noch nicht senden',
  },
  noFilesHint: {
    en: 'Nothing was sent. You can send a link to the file instead.',
    de: 'Es wurde nichts gesendet. Du kannst stattdessen einen Link zur Datei senden.',
  },
  /** For a part of the page that could not be loaded. */
  unavailable: { en: 'This part of the page is missing', de: 'Dieser Teil der Seite fehlt' },
  notFitting: {
    en: 'That is too long, or has characters that cannot be sent.',
    de: 'Das ist zu lang oder enthält Zeichen, die nicht gesendet werden können.',
  },
  strange: {
    en: 'The server said something that makes no sense.',
    de: 'Der Server hat etwas gesagt, das keinen Sinn ergibt.',
  },
};
