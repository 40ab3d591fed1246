import type { Knex } from 'knex'

import { deBadges } from '../../config/locales/deBadges.ts'
import { enBadges } from '../../config/locales/enBadges.ts'

type Lookup = Record<string, readonly [en: string, de: string]>

/** Table → code → its description in English and German. */
export const lookups: Record<string, Lookup> = {
  roles: { user: ['Athlete', 'Sportler'], admin: ['Administrator', 'Administrator'] },
  genders: {
    female: ['Female', 'Weiblich'],
    male: ['Male', 'Männlich'],
    diverse: ['Diverse', 'Divers'],
    undisclosed: ['Undisclosed', 'Keine Angabe'],
  },
  fitness_levels: {
    beginner: ['Beginner', 'Einsteiger'],
    intermediate: ['Intermediate', 'Fortgeschritten'],
    advanced: ['Advanced', 'Sehr erfahren'],
  },
  contact_types: {
    email: ['Email address', 'E-Mail-Adresse'],
    phone: ['Telephone number', 'Telefonnummer'],
  },
  training_freq: {
    none: ['Not training currently', 'Zurzeit kein Training'],
    monthly: ['Once a month', 'Einmal im Monat'],
    weekly: ['One or more times per week', 'Ein- oder mehrmals pro Woche'],
    daily: ['Daily training', 'Tägliches Training'],
  },
  exercise_categories: {
    strength: ['Strength', 'Kraft'],
    cardio: ['Cardio', 'Cardio'],
    endurance: ['Endurance', 'Ausdauer'],
    powerlifting: ['Powerlifting', 'Kraftdreikampf'],
    weightlifting: ['Olympic weightlifting', 'Gewichtheben'],
    strongman: ['Strongman', 'Strongman'],
    plyometrics: ['Plyometrics', 'Plyometrie'],
    mobility: ['Mobility', 'Beweglichkeit'],
  },
  muscles: {
    abdominals: ['Abdominals', 'Bauch'],
    abductors: ['Abductors', 'Abduktoren'],
    adductors: ['Adductors', 'Adduktoren'],
    biceps: ['Biceps', 'Bizeps'],
    calves: ['Calves', 'Waden'],
    chest: ['Chest', 'Brust'],
    forearms: ['Forearms', 'Unterarme'],
    glutes: ['Glutes', 'Gesäß'],
    hamstrings: ['Hamstrings', 'Beinbeuger'],
    lats: ['Lats', 'Latissimus'],
    lower_back: ['Lower back', 'Unterer Rücken'],
    neck: ['Neck', 'Hals'],
    quadriceps: ['Quadriceps', 'Beinstrecker'],
    shoulders: ['Shoulders', 'Schultern'],
    traps: ['Traps', 'Trapez'],
    triceps: ['Triceps', 'Trizeps'],
    upper_back: ['Upper back', 'Oberer Rücken'],
  },
  equipment: {
    bodyweight: ['Bodyweight', 'Körpergewicht'],
    barbell: ['Barbell', 'Langhantel'],
    dumbbell: ['Dumbbell', 'Kurzhantel'],
    ez_bar: ['EZ bar', 'SZ-Stange'],
    kettlebell: ['Kettlebell', 'Kettlebell'],
    cable: ['Cable', 'Kabelzug'],
    machine: ['Machine', 'Maschine'],
    band: ['Band', 'Widerstandsband'],
    medicine_ball: ['Medicine ball', 'Medizinball'],
    exercise_ball: ['Exercise ball', 'Gymnastikball'],
    foam_roller: ['Foam roller', 'Faszienrolle'],
    other: ['Other', 'Anderes'],
  },
  point_sources: {
    session_completion: ['Points from completed session', 'Punkte für eine Trainingseinheit'],
    admin_adjustment: ['Manual adjustment by admin', 'Anpassung durch die Verwaltung'],
    bonus_event: ['Special campaign or challenge', 'Aktion oder Herausforderung'],
  },
  badge_types: badgeTypes(),
}

/** As the application calls them. */
function badgeTypes(): Lookup {
  const codes = Object.keys(enBadges.types) as (keyof typeof enBadges.types)[]
  return Object.fromEntries(
    codes.map((code) => [code, [enBadges.types[code].name, deBadges.types[code].name]]),
  )
}

export async function seedLookups(db: Knex): Promise<void> {
  for (const [table, codes] of Object.entries(lookups)) {
    const entries = Object.entries(codes).map(([code, [en, de]]) => ({
      code,
      description_en: en,
      description_de: de,
    }))
    await db(table).insert(entries).onConflict('code').merge()
  }
}
