import type { Language } from '@fitvibe/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { NAMES, personalTexts } from '../../../tests/personalTexts.ts'
import { startTranslationPeer, type TranslationPeer } from '../../../tests/translationPeer.ts'
import { libraryNames } from '../../db/library.ts'
import { translate } from '../../utils/translators/translator.ts'
import { outcomeOf, outcomeWithout } from './answers.rules.ts'
import { knownNames } from './knownNames.rules.ts'
import { commonWords, libraryLexicon } from './library.ts'
import { hasWords, redact, restore, toTemplate } from './redaction.rules.ts'

const redacted = (text: string, names: readonly string[] = NAMES) =>
  redact(text, { names: knownNames(names, commonWords()), lexicon: libraryLexicon() })

/** Removes everything except letters and digits, so that spaces and signs hide nothing. */
const bare = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

const SENT = personalTexts(500)

describe('500 texts with personal data', () => {
  let peer: TranslationPeer
  beforeAll(async () => {
    peer = await startTranslationPeer()
  })
  afterAll(() => peer.stop())

  it('leak nothing to a provider, and get their data back', async () => {
    peer.translateWith((text) => ({ text: `übersetzt ${text}`, language: 'fr' }))
    const leaks: string[] = []

    for (let at = 0; at < SENT.length; at += 50) {
      const batch = SENT.slice(at, at + 50)
      const all = batch.map(({ text }) => redacted(text))
      const requests = peer.received.length
      const answers = await translate(
        peer.config(),
        all.map(({ text }) => text),
        'de',
        new AbortController().signal,
      )
      const [request = ''] = peer.received.slice(requests)
      const { text: sent } = JSON.parse(request.slice(request.indexOf('{"text"'))) as {
        text: string[]
      }
      for (const [index, { text, secrets }] of batch.entries()) {
        const body = bare(sent[index] ?? '')
        leaks.push(
          ...secrets
            .filter((secret) => body.includes(bare(secret)))
            .map((each) => `${each} in ${text}`),
        )
        const source = all[index]
        const template = source && toTemplate(answers[index]?.text ?? '', source, nameInGerman)
        const back = template && restore(template, text)
        for (const secret of secrets)
          if (!back?.includes(secret)) leaks.push(`${secret} is lost: ${back}`)
      }
    }

    expect(SENT).toHaveLength(500)
    expect(leaks).toEqual([])
  })

  it('leave no part of an address, a number or a name', () => {
    const parts = SENT.flatMap(({ text, secrets }) => {
      const sent = redacted(text).text.toLowerCase()
      const words = secrets.flatMap(
        (secret) => secret.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [],
      )
      return words.filter(
        (word) => !/^(?:der|den|alten|instagram)$/.test(word) && sent.includes(word),
      )
    })
    expect(parts).toEqual([])
  })

  it('leak without the redaction, as a control', () => {
    const leaks = SENT.filter(({ text, secrets }) =>
      secrets.some((secret) => text.includes(secret)),
    )
    expect(leaks).toHaveLength(500)
  })
})

const nameInGerman = (exercise: string) => libraryNames(exercise).de

/** Terms that look like names of people or places, and the forms in which lifters write them. */
const TERMS = (
  'Arnold Press|Romanian Deadlift|Jefferson Curl|Zottman Curl|Pendlay Row|Kroc Row|Meadows Row|' +
  'Zercher Squat|Bulgarian Split Squat|Nordic Curl|Turkish Get-Up|Pallof Press|Copenhagen Plank|' +
  'Cuban Press|Spider Curl|Hack Squat|Sissy Squat|Cossack Squat|Farmer’s Walk|Sumo Deadlift|Good Morning|' +
  'Russian Twist|Svend Press|Bradford Press|Scott Curl|Tate Press|JM Press|Larsen Press|Smith Machine|' +
  'Hammer Curl|Preacher Curl|Goblet Squat|Landmine Press|Face Pull|Hip Thrust|Skull Crusher|Leg Press|' +
  'Box Jump|Wall Sit|Bird Dog|Dead Bug|Superman|Burpee|Thruster|Clean and Jerk|Snatch|Muscle-Up|' +
  'Pull-Up|Chin-Up|Dip'
).split('|')
const GYM_TEXTS = TERMS.flatMap((term) => [
  `Heute ${term} 3x10 mit 60 kg`,
  `Heavy ${term} day, RPE 8`,
])

describe('100 gym texts', () => {
  it.each([NAMES, ['arnold', 'Jefferson Romanian', 'Max Power', 'Nordic Lifter']])(
    'keep their terms, or have them in our words (names: %s)',
    (...names) => {
      const lost = GYM_TEXTS.filter((text) => {
        const source = redacted(text, names)
        const template = toTemplate(source.text, source, nameInGerman)
        const shown = template && restore(template, text)
        const ours = source.slots.flatMap(({ exercise }) =>
          exercise ? nameInGerman(exercise) : [],
        )
        const term = TERMS.find((each) => text.includes(each)) ?? '-'
        return !shown?.includes(term) && !ours.some((name) => shown?.includes(name))
      })
      expect(GYM_TEXTS).toHaveLength(100)
      expect(lost).toEqual([])
    },
  )

  it('reach the translator whole, except for the library’s exercises', () => {
    const torn = GYM_TEXTS.filter((text) =>
      redacted(text, []).slots.some(({ exercise }) => exercise === undefined),
    )
    expect(torn).toEqual([])
  })
})

describe('names', () => {
  it.each([
    ['Danke Arnold!', ['Arnold Schmidt'], 'Danke ⟦1⟧!'],
    ['Arnold Press, danke Arnold', ['Arnold Schmidt'], '⟦1⟧, danke ⟦2⟧'],
    ['Mit Max 1RM getestet', ['Max Mustermann'], 'Mit ⟦1⟧ 1RM getestet'],
    ['Mit Mueller und Müllers', ['Jens Müller'], 'Mit ⟦1⟧ und ⟦2⟧'],
    ['Mit Müller', ['jens.mueller'], 'Mit ⟦1⟧'],
    ['Mit Ella', ['ELLA'], 'Mit ⟦1⟧'],
    ['Barbells and ladders', ['bar', 'add'], 'Barbells and ladders'],
    ['和李雷一起训练', ['李雷'], '⟦1⟧'],
    ['Trained at 350 5th Ave', [], 'Trained at ⟦1⟧'],
    ['3 Pendlay Rows', ['Row'], '3 ⟦1⟧'],
    ['danke Soren', ['Søren'], 'danke ⟦1⟧'],
  ])('in %j are hidden for %j', (text, names, expected) => {
    expect(redacted(text, names).text).toBe(expected)
  })
})

describe('places', () => {
  it.each([
    ['Am Bach 7', '⟦1⟧'],
    ['Ich wohne In der Aue 5, kommt vorbei', 'Ich wohne ⟦1⟧, kommt vorbei'],
    ['Hauptplatz 1, 1010 Wien', '⟦1⟧'],
    ['1600 Pennsylvania Avenue NW, Washington, DC 20500', '⟦1⟧'],
    ['1 Infinite Loop, Cupertino, CA 95014', '⟦1⟧'],
    ['Straße des 17. Juni 135', '⟦1⟧'],
    ['lat 52.52 lon 13.40', 'lat ⟦1⟧ lon ⟦2⟧'],
    ['Am Montag 5 km', 'Am Montag 5 km'],
    ['Im Satz 3, danach Pause', 'Im Satz 3, danach Pause'],
    ['Woche 3, Tag 2', 'Woche 3, Tag 2'],
    ['Run 5.2 km in 25:30 min', 'Run 5.2 km in 25:30 min'],
    ['Tempo 3-1-1-0', 'Tempo 3-1-1-0'],
  ])('in %j are hidden', (text, expected) => {
    expect(redacted(text, []).text).toBe(expected)
  })
})

describe('redact', () => {
  it.each([
    ['Danke, Marta!', 'Danke, ⟦1⟧!'],
    ['Arnold Press mit Marta', '⟦1⟧ mit ⟦2⟧'],
    ['Ruf an: 0171 / 23 45 67', 'Ruf an: ⟦1⟧'],
    ['Tel. 4711', 'Tel. ⟦1⟧'],
    ['5x5 mit 100 kg', '5x5 mit 100 kg'],
    ['10000 Schritte', '10000 Schritte'],
    ['Ich mag ⟦1⟧', 'Ich mag ⟦1⟧'],
    ['ann\u200Ba@example.org', '⟦1⟧'],
    ['ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ', '⟦1⟧'],
    ['Iron legs today', 'Iron legs today'],
  ])('turns %j into %j', (text, expected) => {
    expect(redacted(text, ['Marta Lindqvist', 'Iron Mike', 'the']).text).toBe(expected)
  })

  it('hides placeholders that the text has itself', () => {
    const source = redacted('⟦2⟧ Marta')

    expect(source.text).toBe('⟦1⟧ ⟦2⟧')
    const template = toTemplate(source.text, source, nameInGerman)
    expect(template && restore(template, '⟦2⟧ Marta')).toBe('⟦2⟧ Marta')
  })

  it('leaves no words of a text that is personal data alone', () => {
    expect(hasWords(redacted('marta@example.org 100'))).toBe(false)
    expect(hasWords(redacted('Heute Marta'))).toBe(true)
  })

  it('takes long texts with thousands of names', () => {
    const names = Array.from({ length: 4_000 }, (_, n) => `athlete${n} surname${n}`)
    const text = 'athlete17 lifts with surname3999 '.repeat(120)

    expect(redacted(text, names).text).not.toMatch(/athlete|surname/)
  })
})

describe('an answer', () => {
  const source = redacted('Marta macht Bankdrücken mit Jonas')
  const outcome = (text: string, language = 'de') =>
    outcomeOf(
      { text, language },
      { source: 'Marta macht Bankdrücken mit Jonas', redacted: source, target: 'en' },
      libraryNames,
    )

  it('has its placeholders filled, in any order', () => {
    const { template } = outcome('With ⟦2⟧, ⟦1⟧ does a bench press') ?? {}

    expect(template && restore(template, 'Marta macht Bankdrücken mit Jonas')).toBe(
      'With Jonas, Marta does a bench press',
    )
  })

  it('stores no personal data', () => {
    expect(JSON.stringify(outcome('With ⟦2⟧, ⟦1⟧ lifts'))).not.toMatch(/marta|jonas/i)
  })

  it.each([
    'A lift with ⟦2⟧',
    '⟦1⟧ ⟦2⟧ ⟦2⟧',
    '⟦1⟧ ⟦2⟧ ⟦3⟧',
    '⟦1⟧ ⟦2⟧ ⟧',
    '⟦1⟧ and 2',
    '⟦0⟧ ⟦1⟧',
    '',
    ' \u200B ',
    `⟦1⟧ ⟦2⟧ ${'spam '.repeat(100)}`,
  ])('is of no use without each placeholder once, or with far too much text: %j', (text) => {
    expect(outcome(text)).toBeUndefined()
  })

  it('loses control characters, line breaks that the text had not, and changes of direction', () => {
    const { template } = outcome('⟦1⟧\u0000 lifts\r\nwith\u202E ⟦2⟧ ') ?? {}

    expect(template?.text).toBe('⟦1⟧ lifts with ⟦2⟧')
  })

  it('in the language of the reader is not needed', () => {
    expect(outcome('⟦1⟧ ⟦2⟧', 'en')).toEqual({ language: 'en', template: null })
  })
})

describe('a text that is the name of an exercise', () => {
  const named = (text: string, target: Language) =>
    outcomeWithout({ source: text, redacted: redacted(text), target }, libraryNames)

  it('needs no translator', () => {
    expect(hasWords(redacted('Bench Press'))).toBe(false)
    expect(named('Bench Press', 'de')).toEqual({
      language: 'en',
      template: { text: 'Bankdrücken', slots: [] },
    })
    expect(named('Bankdrücken', 'de')).toEqual({ language: 'de', template: null })
  })

  it('stays as it is if it is an alias, which may say more than the name', () => {
    expect(hasWords(redacted('Hill sprints'))).toBe(false)
    expect(named('Hill sprints', 'en')).toEqual({ language: null, template: null })
  })
})
