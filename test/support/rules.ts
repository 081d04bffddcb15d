/** The server's rules for the messages of the core, as transcripts, for every way to reach a server. */

/** Each row of the rules: the transcript that shows it. */
export const rules: Readonly<Record<string, string>> = {
  'a name that is free is logged in with': `
    alice> login alice
    alice< Success
    alice> list
    alice< [alice]`,

  'LOGIN fails when the name is in use, and not when it differs by case': `
    alice> login alice
    alice< Success
    bob>   login alice
    bob<   Failure: name in use
    bob>   login Alice
    bob<   Success`,

  'LOGIN fails when this connection is logged in, whatever the name': `
    alice> login alice
    alice< Success
    alice> login alice
    alice< Failure: already logged in
    alice> login bob
    alice< Failure: already logged in
    alice> login #room
    alice< Failure: already logged in`,

  'names that are not allowed': `
    alice> login #room
    alice< Failure: name not allowed
    alice> login Success
    alice< Failure: name not allowed
    alice> login Failure
    alice< Failure: name not allowed
    alice> login a\u00a0b
    alice< Failure: name not allowed
    alice> login \u202ebob
    alice< Failure: name not allowed
    alice> login bo\u200bb
    alice< Failure: name not allowed
    alice> login \u001b[2Jbob
    alice< Failure: name not allowed
    alice> login \uff03room
    alice< Failure: name not allowed
    alice> login alice:
    alice< Failure: name not allowed
    alice> login alice\uff1a
    alice< Failure: name not allowed
    alice> login \u0430lice
    alice< Failure: name not allowed
    alice> login success
    alice< Success`,

  'LIST answers whether logged in or not, in the order of the logins': `
    alice> list
    alice< []
    bob>   login bob
    bob<   Success
    alice> list
    alice< [bob]
    alice> login alice
    alice< Success
    bob>   list
    bob<   [bob, alice]`,

  'SENDTO is delivered to the user of that name': `
    alice> login alice
    alice< Success
    bob>   login bob
    bob<   Success
    bob>   sendto alice hi
    bob<   Success
    alice< bob: hi
    alice> sendto bob   Hi, Bob! \t
    alice< Success
    bob<   alice:   Hi, Bob! \t`,

  'SENDTO to oneself is delivered': `
    alice> login alice
    alice< Success
    alice> sendto alice note to self
    alice< alice: note to self
    alice< Success`,

  'SENDTO fails when not logged in, before anything else is looked at': `
    alice> sendto nobody hi
    alice< Failure: not logged in
    bob>   login bob
    bob<   Success
    alice> sendto bob hi
    alice< Failure: not logged in`,

  'SENDTO fails when there is nobody of that name': `
    alice> login alice
    alice< Success
    alice> sendto bob hi
    alice< Failure: no such user
    alice> sendto Alice hi
    alice< Failure: no such user
    alice> sendto #room hi
    alice< Failure: no such room`,

  'a user receives messages only while logged in': `
    alice> login alice
    alice< Success
    bob>   login bob
    bob<   Success
    bob>   logout
    bob<   Success
    alice> sendto bob hi
    alice< Failure: no such user
    bob>   login bob
    bob<   Success
    alice> sendto bob hi again
    alice< Success
    bob<   alice: hi again`,

  'LOGOUT keeps the connection: list and login still work': `
    alice> logout
    alice< Failure: not logged in
    alice> login alice
    alice< Success
    alice> logout
    alice< Success
    alice> logout
    alice< Failure: not logged in
    alice> list
    alice< []
    alice> login alicia
    alice< Success
    alice> list
    alice< [alicia]`,

  'every message gets one reply, in the order of the messages, however many are sent at once': `
    alice> list
    alice> sendto bob hi
    alice> login alice
    alice> login alice
    alice> sendto alice me
    alice> logout
    alice> list
    alice< []
    alice< Failure: not logged in
    alice< Success
    alice< Failure: already logged in
    alice< alice: me
    alice< Success
    alice< Success
    alice< []`,

  'a message keeps its line breaks, controls and code points on the wire': `
    alice> login 🎈Zoë字
    alice< Success
    bob>   login bob
    bob<   Success
    bob>   sendto 🎈Zoë字 \u001b[31m\r\u2028\u202e\ufeff👩‍🚀\u0000
    bob<   Success
    alice< bob: \u001b[31m\r\u2028\u202e\ufeff👩‍🚀\u0000`,
};
