import type { Messages } from '../en.ts'

export const mail: Messages['mail'] = {
  greeting: 'Hallo {{username}},',
  ignore: 'Wenn du das nicht warst, kannst du diese Mail ignorieren.',
  footer: 'Du bekommst diese Mail, weil deine Adresse bei FitVibe benutzt wird: {{origin}}',
  wanted: 'Du bekommst diese Mail, weil du sie bei FitVibe eingeschaltet hast: {{origin}}',
  stop: 'Diese Mail abbestellen',
  reminder: {
    subject: '{{title}} am {{when}}',
    body: 'am {{when}} steht „{{title}}“ an. Dein Plan:',
    button: 'Training öffnen',
  },
  weekSummary: {
    subject: 'Deine Trainingswoche vom {{from}} bis {{to}}',
    body: 'das war deine Woche vom {{from}} bis {{to}}:',
    done: 'Trainings gemacht: {{done}}',
    planned: 'Trainings geplant: {{planned}}',
    records: 'Persönliche Rekorde: {{records}}',
    points: 'Punkte: {{points}}',
    button: 'Fortschritt ansehen',
    end: 'Hab eine gute Woche!',
  },
  verify: {
    subject: 'Bestätige deine E-Mail-Adresse',
    body: 'willkommen bei FitVibe! Öffne diesen Link innerhalb von 15 Minuten, um deine Adresse zu bestätigen:',
    button: 'Adresse bestätigen',
  },
  reset: {
    subject: 'Neues Passwort setzen',
    body: 'öffne diesen Link innerhalb von 15 Minuten, um ein neues Passwort zu setzen:',
    button: 'Neues Passwort setzen',
  },
  alreadyRegistered: {
    subject: 'Du hast schon ein Konto',
    body: 'jemand wollte sich mit deiner Adresse registrieren, aber du hast schon ein Konto. Wenn du das warst, melde dich an oder setz hier ein neues Passwort:',
    button: 'Neues Passwort setzen',
  },
  passwordChanged: {
    subject: 'Dein Passwort wurde geändert',
    body: 'dein Passwort wurde geändert, und deine anderen Anmeldungen sind beendet. Wenn du das nicht warst, setz sofort ein neues:',
    button: 'Neues Passwort setzen',
  },
  changeEmail: {
    subject: 'Bestätige deine neue E-Mail-Adresse',
    body: 'melde dich an und öffne diesen Link innerhalb von 15 Minuten, damit dein Konto diese Adresse bekommt:',
    button: 'Adresse bestätigen',
  },
  addressTaken: {
    subject: 'Diese Adresse hat ein Konto',
    body: 'jemand wollte deine Adresse für ein anderes Konto verwenden. Das geht nicht, weil sie zu deinem gehört. Du musst nichts tun. Das ist dein Konto:',
    button: 'FitVibe öffnen',
  },
  emailChangeRequested: {
    subject: 'Deine E-Mail-Adresse soll geändert werden',
    body: 'für dein Konto wurde eine neue E-Mail-Adresse angegeben. Sie gilt, sobald sie bestätigt ist. Wenn du das nicht warst, kennt jemand dein Passwort: Setz sofort ein neues, dann wird auch die Adresse nicht geändert:',
    button: 'Neues Passwort setzen',
  },
  emailChanged: {
    subject: 'Deine E-Mail-Adresse wurde geändert',
    body: 'dein Konto hat jetzt diese Adresse. Dein Konto:',
    button: 'Konto öffnen',
  },
  totpEnabled: {
    subject: 'Dein zweiter Faktor ist an',
    body: 'ab jetzt meldest du dich mit deinem Passwort und einem Code aus deiner Authenticator-App an. Deine anderen Anmeldungen sind beendet. Wenn du das nicht warst, setz sofort ein neues Passwort und sag den Betreibern dieser Seite Bescheid:',
    button: 'Neues Passwort setzen',
  },
  totpDisabled: {
    subject: 'Dein zweiter Faktor ist aus',
    body: 'ab jetzt meldest du dich nur mit deinem Passwort an. Deine anderen Anmeldungen sind beendet. Wenn du das nicht warst, setz sofort ein neues Passwort:',
    button: 'Neues Passwort setzen',
  },
  recoveryCodeUsed: {
    subject: 'Ein Wiederherstellungscode wurde benutzt',
    body: 'einer deiner Wiederherstellungscodes wurde statt deiner Authenticator-App benutzt. Er gilt jetzt nicht mehr. Wenn du das nicht warst, setz sofort ein neues Passwort:',
    button: 'Neues Passwort setzen',
  },
  accountDeleting: {
    subject: 'Dein Konto wird gelöscht',
    body: 'dein Konto wird gelöscht. Deine Anmeldungen sind beendet, und andere sehen dich nicht mehr. Endgültig weg ist alles am {{until}}. Bis dahin kannst du es dir anders überlegen: Öffne diesen Link, und du behältst dein Konto mit allem darin. Wenn du das nicht warst, behalte das Konto und setz sofort ein neues Passwort:',
    button: 'Konto behalten',
  },
  accountKept: {
    subject: 'Dein Konto bleibt',
    body: 'dein Konto wird nicht gelöscht, und alles ist wieder da. Dein Profil:',
    button: 'Profil öffnen',
  },
  accountErased: {
    subject: 'Dein Konto ist gelöscht',
    body: 'dein Konto und alles, was dazugehört, ist gelöscht. Das ist unsere letzte Mail an dich. Danke, dass du mit FitVibe trainiert hast. Mach’s gut:',
    button: 'FitVibe besuchen',
  },
  exportReady: {
    subject: 'Deine Daten sind fertig',
    body: 'alles, was FitVibe über dich gespeichert hat, liegt als ZIP-Datei bereit. Bis {{until}} kannst du sie mit diesem Link einmal herunterladen. Wenn du sie nicht angefordert hast, kennt jemand dein Passwort: Öffne den Link nicht und setz sofort ein neues. Deine Datei:',
    button: 'Daten herunterladen',
  },
  emailLeft: {
    subject: 'Deine E-Mail-Adresse wurde geändert',
    body: 'dein Konto hat jetzt eine andere E-Mail-Adresse, und diese haben wir gelöscht. Wenn du das nicht warst, sag sofort den Betreibern dieser Seite Bescheid. Dein Konto:',
    button: 'FitVibe öffnen',
  },
}
