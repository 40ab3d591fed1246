/** The mails. A `body` follows the greeting's comma, and a link or button follows its colon. */
export const mail = {
  greeting: 'Hello {{username}},',
  ignore: 'If this was not you, ignore this mail.',
  footer: 'You get this mail because your address is used at FitVibe: {{origin}}',
  wanted: 'You get this mail because you turned it on at FitVibe: {{origin}}',
  stop: 'Stop this mail',
  reminder: {
    subject: '{{title}}: {{when}}',
    body: 'your session “{{title}}” is planned for {{when}}. Your plan:',
    button: 'Open session',
  },
  weekSummary: {
    subject: 'Your week of training, {{from}} to {{to}}',
    body: 'this was your week, {{from}} to {{to}}:',
    done: 'Sessions done: {{done}}',
    planned: 'Sessions planned: {{planned}}',
    records: 'Personal records: {{records}}',
    points: 'Points: {{points}}',
    button: 'See your progress',
    end: 'Have a good week!',
  },
  verify: {
    subject: 'Confirm your e-mail address',
    body: 'welcome to FitVibe! Open this link within 15 minutes to confirm your address:',
    button: 'Confirm address',
  },
  reset: {
    subject: 'Set a new password',
    body: 'open this link within 15 minutes to set a new password:',
    button: 'Set a new password',
  },
  alreadyRegistered: {
    subject: 'You already have an account',
    body: 'someone tried to register with your address, but you already have an account. If it was you, log in, or set a new password here:',
    button: 'Set a new password',
  },
  passwordChanged: {
    subject: 'Your password has changed',
    body: 'your password has changed, and your other logins have ended. If this was not you, set a new password right away:',
    button: 'Set a new password',
  },
  changeEmail: {
    subject: 'Confirm your new e-mail address',
    body: 'log in and open this link within 15 minutes to use this address for your account:',
    button: 'Confirm address',
  },
  addressTaken: {
    subject: 'This address has an account',
    body: 'someone tried to use your address for another account. That does not work, because it belongs to yours. You do not need to do anything. This is your account:',
    button: 'Open FitVibe',
  },
  emailChangeRequested: {
    subject: 'Your e-mail address is about to change',
    body: 'there is a request to change the e-mail address of your account. The new address applies once it is confirmed. If this was not you, someone knows your password: set a new one right away, which also cancels the change:',
    button: 'Set a new password',
  },
  emailChanged: {
    subject: 'Your e-mail address has changed',
    body: 'your account now uses this address. Your account:',
    button: 'Open your account',
  },
  totpEnabled: {
    subject: 'Two-factor is on',
    body: 'from now on you log in with your password and a code from your authenticator app. Your other logins have ended. If this was not you, set a new password right away, and contact the operators of this site:',
    button: 'Set a new password',
  },
  totpDisabled: {
    subject: 'Two-factor is off',
    body: 'from now on you log in with your password alone. Your other logins have ended. If this was not you, set a new password right away:',
    button: 'Set a new password',
  },
  recoveryCodeUsed: {
    subject: 'A recovery code was used',
    body: 'one of your recovery codes was used instead of your authenticator app. It will not work again. If this was not you, set a new password right away:',
    button: 'Set a new password',
  },
  accountDeleting: {
    subject: 'Your account is about to be deleted',
    body: 'your account is being deleted. Your logins have ended, and others no longer see you. We erase everything on {{until}}. Until then you can change your mind: open this link to keep your account and all that is in it. If this was not you, keep the account and set a new password right away:',
    button: 'Keep my account',
  },
  accountKept: {
    subject: 'Your account stays',
    body: 'your account is not deleted, and everything is there again. Your profile:',
    button: 'Open your profile',
  },
  accountErased: {
    subject: 'Your account is deleted',
    body: 'your account and all that belonged to it are erased. This is our last mail to you. Thank you for training with FitVibe. All the best:',
    button: 'Visit FitVibe',
  },
  exportReady: {
    subject: 'Your data is ready',
    body: 'everything that FitVibe has stored about you is ready as one ZIP file. Until {{until}} this link downloads it, once. If you did not ask for it, someone knows your password: do not open the link, and set a new password right away. Your file:',
    button: 'Download data',
  },
  emailLeft: {
    subject: 'Your e-mail address has changed',
    body: 'your account now uses another e-mail address, and we have deleted this one. If this was not you, contact the operators of this site right away. Your account:',
    button: 'Open FitVibe',
  },
} as const
