/** A translation: exactly the keys of the original, whatever the words. */
export type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }
