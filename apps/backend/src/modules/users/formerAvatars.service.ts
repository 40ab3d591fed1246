import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import * as avatarsService from '../media/avatars.service.ts'
import * as formerAvatarsRepository from './formerAvatars.repository.ts'

const BATCH = 50

/**
 * Stores avatars that older versions kept as data URLs in the profile as files, and returns how many.
 * A user who has uploaded another one since keeps that.
 */
export async function adopt(ctx: Context): Promise<number> {
  let adopted = 0
  for (;;) {
    const found = await formerAvatarsRepository.listFormer(ctx.db, { limit: BATCH })
    for (const { owner, picture } of found) {
      const bytes = Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64')
      await avatarsService.putFirst(ctx, owner, bytes).catch(ignoreBroken)
      await formerAvatarsRepository.clearFormer(ctx.db, { owner })
      adopted += 1
    }
    if (found.length < BATCH) return adopted
  }
}

/** Older versions did not decode pictures, so some may be none. */
function ignoreBroken(error: unknown): void {
  if (!(error instanceof AppError) || error.code === 'UNAVAILABLE') throw error
}
