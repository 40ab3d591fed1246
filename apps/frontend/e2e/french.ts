/** Texts that the translation provider of the browser tests knows; all others it leaves as they are. */
export const FRENCH = { title: 'Jambes et dos', notes: 'Très lourd' }

export const ENGLISH: Readonly<Record<string, string>> = {
  [FRENCH.title]: 'Legs and back',
  [FRENCH.notes]: 'Very heavy',
}
