/**
 * Texts of room events: `by` did something to `name`. The reader is addressed as "you", which needs other wordings:
 * `toYou` if it was done to the reader, `byYou` if the reader did it.
 */
export const noticeTexts = {
  joined: { en: '{by} joined', de: '{by} ist beigetreten' },
  added: { en: '{by} put {name} in', de: '{by} hat {name} hinzugefügt' },
  left: { en: '{by} left', de: '{by} ist gegangen' },
  kicked: { en: '{by} put {name} out', de: '{by} hat {name} hinausgesetzt' },
  banned: { en: '{by} banned {name} {until}', de: '{by} hat {name} verbannt, {until}' },
  unbanned: { en: '{by} lets {name} in again', de: '{by} lässt {name} wieder herein' },
  muted: { en: '{by} muted {name} {until}', de: '{by} hat {name} stumm geschaltet, {until}' },
  unmuted: { en: '{by} lets {name} speak again', de: '{by} lässt {name} wieder reden' },
  role: { en: '{by} made {name} {role}', de: '{by} gibt {name} die Rolle {role}' },
  /** For the heir of an owner who has gone. */
  heir: { en: '{name} is {role} now', de: '{name} hat jetzt die Rolle {role}' },
  topic: { en: '{by} set the topic: {topic}', de: '{by} hat das Thema gesetzt: {topic}' },
  noTopic: { en: '{by} took the topic away', de: '{by} hat das Thema entfernt' },
  slow: {
    en: '{by} set slow mode: {seconds} between two messages of one member',
    de: '{by} hat den langsamen Modus gesetzt: {seconds} zwischen zwei Nachrichten eines Mitglieds',
  },
  notSlow: { en: '{by} ended slow mode', de: '{by} hat den langsamen Modus beendet' },
  pinned: { en: '{by} pinned a message', de: '{by} hat eine Nachricht angeheftet' },
  unpinned: { en: '{by} unpinned a message', de: '{by} hat eine Nachricht gelöst' },
  invited: { en: '{by} invites {name}', de: '{by} lädt {name} ein' },
  kept: { en: 'What is said here is kept', de: 'Was hier gesagt wird, bleibt' },
  removed: { en: '{by} removed the room', de: '{by} hat den Raum aufgelöst' },
  roomRenamed: {
    en: '{by} renamed the room: {was} is called {next} now',
    de: '{by} hat den Raum umbenannt: {was} heißt jetzt {next}',
  },
  renamed: { en: '{was} is called {next} now', de: '{was} heißt jetzt {next}' },
  flags: { en: '{by} set the room: {flags}', de: '{by} hat den Raum eingestellt: {flags}' },
  voiced: { en: '{by} gave {name} a voice', de: '{by} gibt {name} das Rederecht' },
  unvoiced: { en: '{by} took the voice of {name}', de: '{by} nimmt {name} das Rederecht' },
};

export const toYouTexts = {
  added: { en: '{by} put you in', de: '{by} hat dich hinzugefügt' },
  kicked: { en: '{by} put you out', de: '{by} hat dich hinausgesetzt' },
  banned: { en: '{by} banned you {until}', de: '{by} hat dich verbannt, {until}' },
  unbanned: { en: '{by} lets you in again', de: '{by} lässt dich wieder herein' },
  muted: { en: '{by} muted you {until}', de: '{by} hat dich stumm geschaltet, {until}' },
  unmuted: { en: '{by} lets you speak again', de: '{by} lässt dich wieder reden' },
  role: { en: '{by} made you {role}', de: '{by} gibt dir die Rolle {role}' },
  heir: { en: 'You are {role} now', de: 'Du hast jetzt die Rolle {role}' },
  invited: { en: '{by} invites you', de: '{by} lädt dich ein' },
  voiced: { en: '{by} gave you a voice', de: '{by} gibt dir das Rederecht' },
  unvoiced: { en: '{by} took your voice', de: '{by} nimmt dir das Rederecht' },
};

export const byYouTexts = {
  roomRenamed: {
    en: 'You renamed the room: {was} is called {next} now',
    de: 'Du hast den Raum umbenannt: {was} heißt jetzt {next}',
  },
  joined: { en: 'You joined', de: 'Du bist beigetreten' },
  added: { en: 'You put {name} in', de: 'Du hast {name} hinzugefügt' },
  left: { en: 'You left', de: 'Du bist gegangen' },
  kicked: { en: 'You put {name} out', de: 'Du hast {name} hinausgesetzt' },
  banned: { en: 'You banned {name} {until}', de: 'Du hast {name} verbannt, {until}' },
  unbanned: { en: 'You let {name} in again', de: 'Du lässt {name} wieder herein' },
  muted: { en: 'You muted {name} {until}', de: 'Du hast {name} stumm geschaltet, {until}' },
  unmuted: { en: 'You let {name} speak again', de: 'Du lässt {name} wieder reden' },
  role: { en: 'You made {name} {role}', de: 'Du gibst {name} die Rolle {role}' },
  topic: { en: 'You set the topic: {topic}', de: 'Du hast das Thema gesetzt: {topic}' },
  noTopic: { en: 'You took the topic away', de: 'Du hast das Thema entfernt' },
  slow: {
    en: 'You set slow mode: {seconds} between two messages of one member',
    de: 'Du hast den langsamen Modus gesetzt: {seconds} zwischen zwei Nachrichten eines Mitglieds',
  },
  notSlow: { en: 'You ended slow mode', de: 'Du hast den langsamen Modus beendet' },
  pinned: { en: 'You pinned a message', de: 'Du hast eine Nachricht angeheftet' },
  unpinned: { en: 'You unpinned a message', de: 'Du hast eine Nachricht gelöst' },
  invited: { en: 'You invite {name}', de: 'Du lädst {name} ein' },
  removed: { en: 'You removed the room', de: 'Du hast den Raum aufgelöst' },
  flags: { en: 'You set the room: {flags}', de: 'Du hast den Raum eingestellt: {flags}' },
  voiced: { en: 'You gave {name} a voice', de: 'Du gibst {name} das Rederecht' },
  unvoiced: { en: 'You took the voice of {name}', de: 'Du nimmst {name} das Rederecht' },
};
