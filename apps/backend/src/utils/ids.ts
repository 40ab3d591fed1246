import { v5, v7 } from 'uuid'

/** Creates an id: UUID version 7, so that rows created in sequence are neighbours in an index. */
export type NewId = () => string

export const newUuid: NewId = () => v7()

/** Derives an id from a name, equal on every machine: for rows that we ship. */
export const idOf = (name: string) => v5(name, NAMESPACE)

const NAMESPACE = '5b0f2c1e-9a3d-5c47-8e61-2f7d4b9a6c03'
