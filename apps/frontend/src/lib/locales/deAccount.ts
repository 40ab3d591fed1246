import type { enAccount } from './enAccount.ts'
import type { SameKeys } from './sameKeys.ts'

/** What the pages of one's own account say, in German. */
export const deAccount: SameKeys<typeof enAccount> = {
  profile: {
    appearance: 'Du und die App',
    alias: 'Anzeigename',
    aliasHint: 'Steht anstelle von {{username}}.',
    language: 'Sprache',
    unit: 'Gewichte in',
    units: { kg: 'Kilogramm', lb: 'Pfund (lb)' },
    timezone: 'Zeitzone',
    body: 'Für deine Punkte',
    bodyHint: 'Das siehst nur du. Es macht Punkte und Energie genauer.',
    weight: 'Körpergewicht',
    level: 'Niveau',
    levels: { beginner: 'Einsteiger', intermediate: 'Fortgeschritten', advanced: 'Profi' },
    frequency: 'Ich trainiere',
    frequencies: {
      none: 'Nicht regelmäßig',
      monthly: 'Ein paar Mal im Monat',
      weekly: 'Ein paar Mal die Woche',
      daily: 'Fast jeden Tag',
    },
    birth: 'Geburtsdatum',
    gender: 'Geschlecht',
    genders: {
      female: 'Weiblich',
      male: 'Männlich',
      diverse: 'Divers',
      undisclosed: 'Keine Angabe',
    },
    onceHint: 'Lässt sich nur einmal festlegen.',
    saved: 'Dein Profil ist gespeichert.',
  },
  logins: {
    title: 'Anmeldungen',
    hint: 'Wo du angemeldet bist. Beende, was du nicht kennst, und ändere dein Passwort.',
    current: 'Dieses Gerät',
    unknown: 'Unbekanntes Gerät',
    seen: 'Zuletzt aktiv: {{when}}',
    end: 'Beenden',
    endOne: 'Anmeldung auf {{device}} beenden',
    ended: 'Die Anmeldung ist beendet.',
    endOthers: 'Alle anderen beenden',
    endOthersText: 'Hier bleibst du angemeldet, überall sonst wirst du abgemeldet.',
    endThem: 'Beenden',
    othersEnded_one: 'Eine Anmeldung ist beendet.',
    othersEnded_other: '{{count}} Anmeldungen sind beendet.',
  },
}
