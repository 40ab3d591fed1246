import type { Messages } from '../en.ts'

export const legal: Messages['legal'] = {
  terms: `Das sind die Regeln für diesen FitVibe-Server. Dein Vertragspartner ist der Betreiber dieses Servers; FitVibe selbst ist freie Software unter der MIT-Lizenz.

# Dein Konto

Du musst mindestens 13 Jahre alt sein. Behalte dein Passwort für dich und nimm eine E-Mail-Adresse, die du lesen kannst. Du kannst dein Konto jederzeit löschen.

# Dein Training

Du trainierst auf eigene Gefahr. FitVibe weiß nicht, wie gesund du bist, und gibt keinen medizinischen Rat. Vorschläge, geschätzte Maxima, Punkte und Energie kommen aus Formeln, die bei dir falsch liegen können. Frag eine Ärztin oder einen Arzt, wenn du unsicher bist.

# Was du teilst

Was du schreibst, bleibt deins. Wenn du ein Training oder eine Übung teilst, dürfen andere es sehen und übernehmen; Kopien behalten sie, ohne deinen Namen, sobald du dein Konto löschst.

- Teile nichts, was anderen gehört oder verboten ist.
- Beleidige, bedrohe und täusche niemanden.
- Greif den Server nicht an und benutze ihn nur fürs Training.

Administratoren können ausblenden, was gegen diese Regeln verstößt, und das Konto sperren.

# Der Dienst

Der Server kann ausfallen, und der Betreiber darf ihn abschalten. Lade deine Daten ab und zu herunter. Mehr Gewähr, als das Gesetz verlangt, gibt es nicht.`,
  privacy: `Hier steht, was dieser FitVibe-Server über dich speichert, wofür und wie lange. Verantwortlich ist der Betreiber dieses Servers.

# Was gespeichert ist

{{stored}}

Körpergewicht, Sätze, Alter und Geschlecht sagen etwas über deine Gesundheit. Sie dienen nur dazu, dein Training zu planen und deinen Fortschritt zu zeigen.

# Wer das sieht

Alles ist privat, solange du es nicht teilst. Andere sehen deinen Benutzernamen und was deine Einstellungen erlauben: das Profil, geteilte Trainings, geteilte Notizen, öffentliche Übungen. Administratoren sehen Konten mit verdeckten Adressen, Meldungen mit den gemeldeten Texten und das Sicherheitsprotokoll. Mails gehen über den Mailserver des Betreibers. Hat der Betreiber einen Übersetzungsdienst eingerichtet, bekommt dieser Titel, Notizen und Übungsnamen, die du mit allen teilst, ohne Namen, Adressen und Nummern von Personen, soweit sie erkannt werden. Es gibt keine Tracker, und deine Daten werden nicht verkauft.

# Cookies

Der Server setzt Cookies, die dich angemeldet halten und deine Anfragen schützen. Andere setzt er nicht.

# Deine Rechte

- Lade alles herunter, was über dich gespeichert ist: Profil, dann „Datenschutz und Daten“.
- Ändere es: dein Profil und jedes Training kannst du bearbeiten.
- Lösch dein Konto: {{deletion}} später ist alles weg. Bis dahin kannst du es dir anders überlegen.
- Beschwer dich bei der Datenschutzbehörde deines Landes.

In Sicherungen des Betreibers können deine Daten etwas länger stehen.`,
}
