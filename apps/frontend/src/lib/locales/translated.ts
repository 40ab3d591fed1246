/** Forms of a number that English does not have, such as the `few` of Polish. */
type OtherForm = 'zero' | 'two' | 'few' | 'many'

/**
 * The keys of English with other texts: a missing key does not compile. A text that counts may have
 * more forms than in English; `locales.test.ts` checks that each language has its own.
 */
export type Translated<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]>
} & {
  readonly [
    K in keyof T as K extends `${infer Name}_other` ? `${Name}_${OtherForm}` : never
  ]?: string
}
