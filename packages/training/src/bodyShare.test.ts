import { describe, expect, it } from 'vitest'

import { bodyKgOf, bodyShareOf, isAssisted, measuresOf } from './bodyShare.ts'

describe('bodyShareOf', () => {
  it.each<[number | null, string[]]>([
    [
      1,
      [
        'Pullups',
        'Pull Up',
        'Pull-Up (Assisted)',
        'Chin-Up',
        'Weighted Pull Ups',
        'Wide-Grip Rear Pull-Up',
        'V-Bar Pullup',
        'Kipping Muscle Up',
        'Klimmzüge',
        'Klimmzu\u0308ge im Untergriff',
        'Band Assisted Pull-Up',
        'Assisted Pull-up Machine',
        'Dips - Chest Version',
        'Chest Dip (Weighted)',
        'Ring Dips',
        'Barrendips',
      ],
    ],
    [0.64, ['Pushups', 'Push Up', 'Push-Up Wide', 'Liegestütze']],
    [0.7, ['Decline Push-Up', 'Push-Ups With Feet Elevated', 'Liegestütze mit erhöhten Füßen']],
    [0.55, ['Incline Push-Up', 'Schräge Liegestütze']],
    [0.49, ['Push-up (Knees)', 'Knee Push Up', 'Liegestütze auf den Knien']],
    [
      null,
      [
        'Bench Press',
        'Scapular Pull-Up',
        'Gorilla Chin/Crunch',
        'Chin to Chest Stretch',
        'Dip Machine',
        'Bench Dips',
        'Bankdips',
        'Seated Dip',
        'Jerk Dip Squat',
        'Hip Dips',
        'Handstand Push-Ups',
        'Single-Arm Push-Up',
        'Incline Push-Up Depth Jump',
        'Diplomat Squat',
        'Lat Pulldown',
      ],
    ],
  ])('is %s for %j', (share, names) => {
    expect(names.filter((name) => bodyShareOf(name) !== share)).toEqual([])
  })
})

describe('bodyKgOf', () => {
  it('is the share of the body weight, to the hundredth', () => {
    expect(bodyKgOf('Push-Up', 81.3)).toBe(52.03)
    expect(bodyKgOf('Pull-Up', 81.3)).toBe(81.3)
  })

  it('is 0 without a known weight or a share', () => {
    expect(bodyKgOf('Pull-Up', null)).toBe(0)
    expect(bodyKgOf('Squat', 80)).toBe(0)
  })
})

describe('isAssisted', () => {
  it.each([
    ['Pull Up (Assisted)', true],
    ['Assisted Dip', true],
    ['Klimmzüge (unterstützt)', true],
    ['Klimmzug mit Bandunterstützung', true],
    ['Pull Up', false],
  ])('finds help in the name %j: %s', (name, isHelp) => {
    expect(isAssisted(name)).toBe(isHelp)
  })
})

describe('measuresOf', () => {
  it('offers a load for repetitions that move the body weight', () => {
    expect(measuresOf({ metric: 'reps', name: 'Pullups' })).toEqual(['load', 'reps'])
    expect(measuresOf({ metric: 'reps', name: 'Crunches' })).toEqual(['reps'])
    expect(measuresOf({ metric: 'weight_reps', name: 'Dips' })).toEqual(['load', 'reps'])
  })
})
