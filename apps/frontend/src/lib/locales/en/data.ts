/** The page about the user's data. */
export const data = {
  data: {
    title: 'Privacy and data',
    lead: 'See what is stored and how long, download all of it, or delete your account.',
    toPage: 'Open privacy and data',
    export: 'Download your data',
    exportHint:
      'One ZIP file with everything that is stored about you: to read, for spreadsheets, and to import again. We mail you a link, which works once within a day.',
    begin: 'Request my data',
    request: 'Request data',
    states: {
      preparing: 'Your data is being prepared. We mail you the link.',
      failed: 'Your data could not be prepared. Request it again.',
      ready: 'Your data is ready, and the link is in your mail. It works until {{when}}.',
      opened: 'You have used the link in the mail. Request your data again if you need it again.',
    },
    openHint:
      'Your file has everything that is stored about you. Download it only on a device that is yours.',
    download: 'Download file',
    opened: 'The download begins. If it breaks off, begin it again here until {{when}}.',
    stored: 'What is stored',
    storedHint: 'Backups of the operator may hold your data a little longer.',
  },
  legal: {
    title: 'Terms and privacy notice',
    terms: 'Terms',
    privacy: 'Privacy notice',
    version: 'Version {{version}}',
    accept: 'I agree to the terms and have read the privacy notice',
    mustAccept: 'Please read both and agree.',
    ask: 'Please read and agree',
    askFirst: 'You have not agreed to the terms and the privacy notice yet.',
    askAgain: 'The terms or the privacy notice have changed.',
    agree: 'I agree',
    none: 'You have not agreed to anything yet.',
    given: '{{document}}, version {{version}}: agreed {{when}}',
  },
} as const
