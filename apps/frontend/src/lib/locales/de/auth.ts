import type { auth as english } from '../en/auth.ts'
import type { Translated } from '../translated.ts'

export const auth: Translated<typeof english> = {
  auth: {
    logIn: 'Anmelden',
    login: 'Benutzername oder E-Mail',
    email: 'E-Mail',
    emailInvalid: 'Das ist keine E-Mail-Adresse.',
    username: 'Benutzername',
    usernameHint:
      '3 bis 32 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche. Andere sehen ihn.',
    password: 'Passwort',
    togglePassword: 'Passwort zeigen oder verbergen',
    newPassword: 'Neues Passwort',
    passwordRules: 'Ein Passwort hat',
    passwordWeak: 'Das Passwort erfüllt noch nicht alle Regeln.',
    rule: {
      length: 'mindestens 12 Zeichen',
      cases: 'Groß- und Kleinbuchstaben',
      digit: 'eine Ziffer',
      symbol: 'ein Sonderzeichen wie ! oder -',
    },
    createAccount: 'Konto anlegen',
    hasAccount: 'Schon dabei?',
    noAccount: 'Neu hier?',
    checkMail: 'Schau in dein Postfach',
    mailSent: 'Wir haben einen Link an {{email}} geschickt. Öffne ihn, dann geht es los.',
    mailHint: 'Er gilt 15 Minuten. Nichts da? Schau im Spam-Ordner nach.',
    mailResent: 'Noch mal geschickt.',
    resend: 'Link noch mal schicken',
    resendHint: 'Wir schicken dir einen neuen Link, mit dem du deine Adresse bestätigst.',
    verifyTitle: 'Adresse bestätigen',
    verifyHint: 'Ein Tipp, und dein Konto ist bereit.',
    verify: 'Adresse bestätigen',
    linkBroken:
      'Der Link ist nicht vollständig. Kopier ihn ganz aus der Mail oder hol dir einen neuen.',
    verified: 'Willkommen, {{username}}! Deine Adresse ist bestätigt.',
    unverified: 'Deine Adresse ist noch nicht bestätigt',
    unverifiedHint: 'Öffne den Link in unserer Mail, oder lass dir einen neuen schicken.',
    captcha: 'Wir prüfen kurz, ob das ein Browser ist …',
    captchaFailed:
      'Dein Browser hat die Prüfung gegen Roboter nicht bestanden. Lad die Seite neu oder nimm einen anderen.',
    forgot: 'Passwort vergessen?',
    forgotTitle: 'Passwort vergessen',
    forgotHint: 'Gib deine Adresse ein, dann schicken wir dir einen Link für ein neues Passwort.',
    sendReset: 'Link schicken',
    resetSent: 'Gibt es ein Konto zu {{email}}, ist ein Link unterwegs. Er gilt 15 Minuten.',
    setPassword: 'Neues Passwort setzen',
    passwordSet: 'Dein neues Passwort gilt. Melde dich damit an.',
  },
}
