import { peopleApi } from '@fitvibe/contract'
import { Router } from 'express'

import type { Context } from '../../context.ts'
import { serve } from '../../middlewares/serve.ts'
import * as blocksService from './blocks.service.ts'
import * as followsService from './follows.service.ts'
import * as peopleService from './people.service.ts'

export function peopleRouter(ctx: Context): Router {
  const router = Router()

  serve(ctx, router, peopleApi.searchPeople, ({ user, query }) =>
    peopleService.search(ctx, user, query),
  )

  serve(ctx, router, peopleApi.getPerson, ({ user, params }) =>
    peopleService.get(ctx, user, params.username),
  )

  serve(ctx, router, peopleApi.followPerson, ({ user, params }) =>
    followsService.follow(ctx, user, params.username),
  )

  serve(ctx, router, peopleApi.unfollowPerson, ({ user, params }) =>
    followsService.unfollow(ctx, user, params.username),
  )

  serve(ctx, router, peopleApi.listFollowing, ({ user, query }) =>
    followsService.listFollowing(ctx, user, query),
  )

  serve(ctx, router, peopleApi.listFollowers, ({ user, query }) =>
    followsService.listFollowers(ctx, user, 'accepted', query),
  )

  serve(ctx, router, peopleApi.listRequests, ({ user, query }) =>
    followsService.listFollowers(ctx, user, 'requested', query),
  )

  serve(ctx, router, peopleApi.acceptFollower, ({ user, params }) =>
    followsService.accept(ctx, user, params.username),
  )

  serve(ctx, router, peopleApi.removeFollower, ({ user, params }) =>
    followsService.remove(ctx, user, params.username),
  )

  serve(ctx, router, peopleApi.removeFollowers, ({ user }) => followsService.removeAll(ctx, user))

  serve(ctx, router, peopleApi.blockPerson, ({ user, params }) =>
    blocksService.block(ctx, user, params.username),
  )

  serve(ctx, router, peopleApi.unblockPerson, ({ user, params }) =>
    blocksService.unblock(ctx, user, params.username),
  )

  serve(ctx, router, peopleApi.listBlocked, ({ user, query }) =>
    blocksService.list(ctx, user, query),
  )

  return router
}
