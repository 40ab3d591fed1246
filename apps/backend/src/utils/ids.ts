import { v5, v7 } from 'uuid'

/** Makes a new id: UUID version 7, so that rows made one after another lie together. */
export type NewId = () => string

export const newUuid: NewId = () => v7()

/** The same id for the same name, on every machine: for rows that we ship. */
export const idOf = (name: string) => v5(name, NAMESPACE)

const NAMESPACE = '5b0f2c1e-9a3d-5c47-8e61-2f7d4b9a6c03'
