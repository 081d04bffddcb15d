/**
 * Who may do what in which room, cell by cell, independently of room-rules.ts.
 *
 *   yes    it is done                        login  not logged in
 *   none   there is no such room             out    not in this room
 *   no     not permitted                     acct   only for registered people
 *   ban    banned from this room             mute   muted in this room
 *   lost   nothing of that kind is found     -      cannot be in such a room
 *
 * `guest` and `reg.` are not in the room, `invit.` is invited, `g. in` is a guest in it, `oper.` an operator of the server
 * who is not in it. What is done to a `member` is done to one; others act on what that member said.
 */
import type { StagedKind } from './room-roles.ts';

/** Of these kinds every cell; of the others what is different from the one that they are like. */
export const PERMISSIONS: Readonly<Record<StagedKind, { like: StagedKind | null; cells: string }>> =
  {
    'public kept': {
      like: null,
      cells: `
                    nobody guest  reg.   invit. banned g. in  muted  member moder. owner  oper.
  join              login  yes    yes    yes    ban    yes    yes    yes    yes    yes    yes
  leave             login  out    out    out    out    yes    yes    yes    yes    yes    out
  who               login  yes    yes    yes    yes    yes    yes    yes    yes    yes    yes
  sendto            login  yes    yes    yes    ban    yes    mute   yes    yes    yes    yes
  typing            login  out    out    out    out    yes    mute   yes    yes    yes    out
  history           login  acct   out    out    out    acct   yes    yes    yes    yes    out
  read              login  acct   out    out    out    acct   yes    yes    yes    yes    out
  search            login  acct   out    out    out    acct   yes    yes    yes    yes    out
  topic             login  out    out    out    out    no     no     no     yes    yes    yes
  invite            login  out    out    out    out    yes    yes    yes    yes    yes    yes
  kick a member     login  out    out    out    out    no     no     no     yes    yes    yes
  kick a moderator  login  out    out    out    out    no     no     no     no     yes    yes
  kick an owner     login  out    out    out    out    no     no     no     no     no     yes
  ban a member      login  out    out    out    out    no     no     no     yes    yes    yes
  ban an owner      login  out    out    out    out    no     no     no     no     no     yes
  unban             login  out    out    out    out    no     no     no     lost   lost   lost
  bans              login  out    out    out    out    no     no     no     yes    yes    yes
  mute a member     login  out    out    out    out    no     no     no     yes    yes    yes
  mute a moderator  login  out    out    out    out    no     no     no     no     yes    yes
  unmute            login  out    out    out    out    no     no     no     yes    yes    yes
  make a moderator  login  out    out    out    out    no     no     no     no     yes    yes
  slow              login  out    out    out    out    no     no     no     yes    yes    yes
  remove-room       login  out    out    out    out    no     no     no     no     yes    yes
  reply             login  yes    yes    yes    ban    yes    mute   yes    yes    yes    yes
  edit one’s own    login  lost   lost   lost   lost   yes    mute   yes    yes    yes    lost
  edit another’s    login  lost   lost   lost   lost   no     no     no     no     no     no
  delete one’s own  login  lost   lost   lost   lost   yes    yes    yes    yes    yes    lost
  delete another’s  login  lost   lost   lost   lost   no     no     no     yes    yes    yes
  react             login  lost   lost   lost   lost   yes    mute   yes    yes    yes    out
  reactions         login  acct   lost   lost   lost   acct   yes    yes    yes    yes    yes
  edits             login  acct   lost   lost   lost   acct   yes    yes    yes    yes    yes
  context           login  acct   lost   lost   lost   acct   yes    yes    yes    yes    out
  pin               login  lost   lost   lost   lost   no     no     no     yes    yes    yes
  pins              login  acct   out    out    out    acct   yes    yes    yes    yes    out
  audit             login  acct   no     no     no     acct   no     no     no     no     yes
`,
    },
    'public not kept': {
      like: 'public kept',
      cells: `
                    nobody guest  reg.   invit. banned g. in  muted  member moder. owner  oper.
  context           login  acct   lost   lost   lost   acct   lost   lost   lost   lost   lost
  pin               login  lost   lost   lost   lost   no     no     no     lost   lost   lost
`,
    },
    'public kept, no guests': {
      like: 'public kept',
      cells: `
                    nobody guest  reg.   invit. banned g. in  muted  member moder. owner  oper.
  join              login  acct   yes    yes    ban    -      yes    yes    yes    yes    yes
  leave             login  out    out    out    out    -      yes    yes    yes    yes    out
  who               login  yes    yes    yes    yes    -      yes    yes    yes    yes    yes
  sendto            login  acct   yes    yes    ban    -      mute   yes    yes    yes    yes
  typing            login  out    out    out    out    -      mute   yes    yes    yes    out
  history           login  acct   out    out    out    -      yes    yes    yes    yes    out
  read              login  acct   out    out    out    -      yes    yes    yes    yes    out
  search            login  acct   out    out    out    -      yes    yes    yes    yes    out
  topic             login  out    out    out    out    -      no     no     yes    yes    yes
  invite            login  out    out    out    out    -      yes    yes    yes    yes    yes
  kick a member     login  out    out    out    out    -      no     no     yes    yes    yes
  kick a moderator  login  out    out    out    out    -      no     no     no     yes    yes
  kick an owner     login  out    out    out    out    -      no     no     no     no     yes
  ban a member      login  out    out    out    out    -      no     no     yes    yes    yes
  ban an owner      login  out    out    out    out    -      no     no     no     no     yes
  unban             login  out    out    out    out    -      no     no     lost   lost   lost
  bans              login  out    out    out    out    -      no     no     yes    yes    yes
  mute a member     login  out    out    out    out    -      no     no     yes    yes    yes
  mute a moderator  login  out    out    out    out    -      no     no     no     yes    yes
  unmute            login  out    out    out    out    -      no     no     yes    yes    yes
  make a moderator  login  out    out    out    out    -      no     no     no     yes    yes
  slow              login  out    out    out    out    -      no     no     yes    yes    yes
  remove-room       login  out    out    out    out    -      no     no     no     yes    yes
  reply             login  acct   yes    yes    ban    -      mute   yes    yes    yes    yes
  edit one’s own    login  lost   lost   lost   lost   -      mute   yes    yes    yes    lost
  edit another’s    login  lost   lost   lost   lost   -      no     no     no     no     no
  delete one’s own  login  lost   lost   lost   lost   -      yes    yes    yes    yes    lost
  delete another’s  login  lost   lost   lost   lost   -      no     no     yes    yes    yes
  react             login  lost   lost   lost   lost   -      mute   yes    yes    yes    out
  reactions         login  acct   lost   lost   lost   -      yes    yes    yes    yes    yes
  edits             login  acct   lost   lost   lost   -      yes    yes    yes    yes    yes
  context           login  acct   lost   lost   lost   -      yes    yes    yes    yes    out
  pin               login  lost   lost   lost   lost   -      no     no     yes    yes    yes
  pins              login  acct   out    out    out    -      yes    yes    yes    yes    out
  audit             login  acct   no     no     no     -      no     no     no     no     yes
`,
    },
    'private kept': {
      like: null,
      cells: `
                    nobody guest  reg.   invit. banned g. in  muted  member moder. owner  oper.
  join              login  none   none   yes    none   yes    yes    yes    yes    yes    yes
  leave             login  none   none   out    none   yes    yes    yes    yes    yes    out
  who               login  none   none   out    none   yes    yes    yes    yes    yes    yes
  sendto            login  none   none   out    none   yes    mute   yes    yes    yes    out
  typing            login  none   none   out    none   yes    mute   yes    yes    yes    out
  history           login  acct   none   out    none   acct   yes    yes    yes    yes    out
  read              login  acct   none   out    none   acct   yes    yes    yes    yes    out
  search            login  acct   none   out    none   acct   yes    yes    yes    yes    out
  topic             login  none   none   out    none   no     no     no     yes    yes    yes
  invite            login  none   none   out    none   no     no     no     yes    yes    yes
  kick a member     login  none   none   out    none   no     no     no     yes    yes    yes
  kick a moderator  login  none   none   out    none   no     no     no     no     yes    yes
  kick an owner     login  none   none   out    none   no     no     no     no     no     yes
  ban a member      login  none   none   out    none   no     no     no     yes    yes    yes
  ban an owner      login  none   none   out    none   no     no     no     no     no     yes
  unban             login  none   none   out    none   no     no     no     lost   lost   lost
  bans              login  none   none   out    none   no     no     no     yes    yes    yes
  mute a member     login  none   none   out    none   no     no     no     yes    yes    yes
  mute a moderator  login  none   none   out    none   no     no     no     no     yes    yes
  unmute            login  none   none   out    none   no     no     no     yes    yes    yes
  make a moderator  login  none   none   out    none   no     no     no     no     yes    yes
  slow              login  none   none   out    none   no     no     no     yes    yes    yes
  remove-room       login  none   none   out    none   no     no     no     no     yes    yes
  reply             login  none   none   out    none   yes    mute   yes    yes    yes    out
  edit one’s own    login  lost   lost   lost   lost   yes    mute   yes    yes    yes    lost
  edit another’s    login  lost   lost   lost   lost   no     no     no     no     no     no
  delete one’s own  login  lost   lost   lost   lost   yes    yes    yes    yes    yes    lost
  delete another’s  login  lost   lost   lost   lost   no     no     no     yes    yes    yes
  react             login  lost   lost   lost   lost   yes    mute   yes    yes    yes    out
  reactions         login  acct   lost   lost   lost   acct   yes    yes    yes    yes    yes
  edits             login  acct   lost   lost   lost   acct   yes    yes    yes    yes    yes
  context           login  acct   lost   lost   lost   acct   yes    yes    yes    yes    out
  pin               login  lost   lost   lost   lost   no     no     no     yes    yes    yes
  pins              login  acct   none   out    none   acct   yes    yes    yes    yes    out
  audit             login  acct   no     no     no     acct   no     no     no     no     yes
`,
    },
    'private not kept': {
      like: 'private kept',
      cells: `
                    nobody guest  reg.   invit. banned g. in  muted  member moder. owner  oper.
  context           login  acct   lost   lost   lost   acct   lost   lost   lost   lost   lost
  pin               login  lost   lost   lost   lost   no     no     no     lost   lost   lost
`,
    },
    group: {
      like: null,
      cells: `
                    nobody guest  reg.   invit. banned g. in  muted  member moder. owner  oper.
  join              login  none   none   yes    none   -      yes    yes    yes    yes    yes
  leave             login  none   none   out    none   -      yes    yes    yes    yes    out
  who               login  none   none   out    none   -      yes    yes    yes    yes    yes
  sendto            login  none   none   out    none   -      mute   yes    yes    yes    out
  typing            login  none   none   out    none   -      mute   yes    yes    yes    out
  history           login  acct   none   out    none   -      yes    yes    yes    yes    out
  read              login  acct   none   out    none   -      yes    yes    yes    yes    out
  search            login  acct   none   out    none   -      yes    yes    yes    yes    out
  topic             login  none   none   out    none   -      mute   yes    yes    yes    yes
  invite            login  none   none   out    none   -      yes    yes    yes    yes    yes
  kick a member     login  none   none   out    none   -      no     no     yes    yes    yes
  kick a moderator  login  none   none   out    none   -      no     no     no     yes    yes
  kick an owner     login  none   none   out    none   -      no     no     no     no     yes
  ban a member      login  none   none   out    none   -      no     no     yes    yes    yes
  ban an owner      login  none   none   out    none   -      no     no     no     no     yes
  unban             login  none   none   out    none   -      no     no     lost   lost   lost
  bans              login  none   none   out    none   -      no     no     yes    yes    yes
  mute a member     login  none   none   out    none   -      no     no     yes    yes    yes
  mute a moderator  login  none   none   out    none   -      no     no     no     yes    yes
  unmute            login  none   none   out    none   -      no     no     yes    yes    yes
  make a moderator  login  none   none   out    none   -      no     no     no     yes    yes
  slow              login  none   none   out    none   -      no     no     yes    yes    yes
  remove-room       login  none   none   out    none   -      no     no     no     yes    yes
  reply             login  none   none   out    none   -      mute   yes    yes    yes    out
  edit one’s own    login  lost   lost   lost   lost   -      mute   yes    yes    yes    lost
  edit another’s    login  lost   lost   lost   lost   -      no     no     no     no     no
  delete one’s own  login  lost   lost   lost   lost   -      yes    yes    yes    yes    lost
  delete another’s  login  lost   lost   lost   lost   -      no     no     yes    yes    yes
  react             login  lost   lost   lost   lost   -      mute   yes    yes    yes    out
  reactions         login  acct   lost   lost   lost   -      yes    yes    yes    yes    yes
  edits             login  acct   lost   lost   lost   -      yes    yes    yes    yes    yes
  context           login  acct   lost   lost   lost   -      yes    yes    yes    yes    out
  pin               login  lost   lost   lost   lost   -      mute   yes    yes    yes    yes
  pins              login  acct   none   out    none   -      yes    yes    yes    yes    out
  audit             login  acct   no     no     no     -      no     no     no     no     yes
`,
    },
  };
