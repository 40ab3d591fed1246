import { z } from 'zod'

import { Username } from './common.ts'
import { BASE_PATH, type Endpoint } from './endpoint.ts'

/** Edges of a stored avatar in pixels; it is a square. */
export const AVATAR_SIZES = { large: 512, small: 96 } as const
export type AvatarSize = keyof typeof AVATAR_SIZES

export const MAX_PICTURE_BYTES = 5 * 1_024 * 1_024
/** Bounds the memory that a decoder needs; read from the head of the file, before the rest. */
export const MAX_PICTURE_PIXELS = 24_000_000

/** Path of the avatar of a user; the key changes with the picture. */
export const avatarPath = (username: string, key: string) =>
  `${BASE_PATH}/people/${username}/avatar/${key}`

/** The avatar in the answers that show a person. */
export const AvatarUrl = z
  .string()
  .nullable()
  .describe(
    `Path of the avatar, ${AVATAR_SIZES.large} px square; \`?size=small\` for ${AVATAR_SIZES.small} px. ` +
      'Null if not set, or for a private profile that the caller does not follow',
  )
  .meta({ example: avatarPath('ada', '0f3a5a1c2e770f3a5a1c2e770f3a5a1c') })

export const putAvatar = {
  method: 'PUT',
  path: '/users/me/avatar',
  access: 'user',
  upload: {
    types: ['image/jpeg', 'image/png', 'image/webp', 'application/octet-stream'],
    bytes: MAX_PICTURE_BYTES,
  },
  response: z.object({ avatarUrl: z.string().describe('Path of the new avatar') }),
  errors: ['VALIDATION_ERROR', 'CONFLICT', 'UNPROCESSABLE'],
  summary: "Replace the user's avatar",
  description:
    'Takes a JPEG, PNG or WebP of 5 MB and 24 megapixels at most as the body. Stores its middle ' +
    'square, upright, as WebP, and nothing else of the file. Returns 422 for a picture that cannot be ' +
    'decoded. Visible to the people who see the profile.',
} satisfies Endpoint

export const deleteAvatar = {
  method: 'DELETE',
  path: '/users/me/avatar',
  access: 'user',
  errors: [],
  summary: "Delete the user's avatar",
  description: 'A repeated call changes nothing.',
} satisfies Endpoint

export const readAvatar = {
  method: 'GET',
  path: '/people/:username/avatar/:key',
  access: 'user',
  params: z.strictObject({
    username: Username,
    key: z
      .string()
      .regex(/^[\da-f]{32}$/)
      .meta({ example: '0f3a5a1c2e770f3a5a1c2e770f3a5a1c' }),
  }),
  query: z.strictObject({
    size: z
      .enum(Object.keys(AVATAR_SIZES) as AvatarSize[])
      .default('large')
      .describe('Edge: 512 or 96 pixels'),
  }),
  picture: true,
  errors: ['NOT_FOUND'],
  summary: "Get an athlete's avatar",
  description:
    'For the people who see the profile in full. A path of `avatarUrl` never shows another picture, so ' +
    'clients may store it for a year.',
} satisfies Endpoint
