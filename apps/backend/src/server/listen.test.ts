import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import express, { type RequestHandler } from 'express'
import request from 'supertest'
import { afterEach, describe, expect, it } from 'vitest'

import { listen, listenForMetrics, stopListening } from './listen.ts'

const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) if (server.listening) await stopListening(server)
})

const portOf = (server: Server) => (server.address() as AddressInfo).port

async function start(handle: RequestHandler, port = 0, host?: string) {
  const server = await listen(express().use(handle), port, host)
  servers.push(server)
  return server
}

describe('a port', () => {
  it('that is in use is named in the error', async () => {
    const port = portOf(await start(() => undefined, 0, '127.0.0.1'))

    await expect(start(() => undefined, port, '127.0.0.1')).rejects.toThrow(
      `Port ${port} is in use: set PORT or METRICS_PORT.`,
    )
  })

  it('that cannot be opened for another reason fails with the system’s error', async () => {
    await expect(start(() => undefined, 0, '192.0.2.1')).rejects.toThrow('EADDRNOTAVAIL')
  })
})

describe('requests and responses', () => {
  it('have Express’s prototypes without setPrototypeOf', async () => {
    const seen: boolean[] = []
    const server = await start((req, res) => {
      seen.push(Object.hasOwn(Object.getPrototypeOf(req) as object, 'constructor'))
      res.status(201).json({ query: req.query, secure: req.secure })
    })

    const answer = await request(server).get('/?a=b')

    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({ query: { a: 'b' }, secure: false })
    expect(seen).toEqual([true])
  })
})

describe('the metrics listener', () => {
  it('serves metrics of this process and nothing else', async () => {
    const server = await listenForMetrics(0, '127.0.0.1')
    servers.push(server)

    const [metrics, other] = await Promise.all([
      request(server).get('/metrics'),
      request(server).get('/'),
    ])

    expect(metrics.headers['content-type']).toMatch(/^text\/plain; version=/)
    expect(metrics.text).toContain('# TYPE http_request_duration_seconds histogram')
    expect(metrics.text).toContain('process_cpu_seconds_total')
    expect(other.status).toBe(404)
  })
})

describe('a server that is stopped', () => {
  it('answers running requests and then closes their connections', async () => {
    const server = await start((_req, res) => void setTimeout(() => res.end('done'), 50))
    const socket = connect(portOf(server), '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(server, 'request')

    await stopListening(server)

    expect(await text(socket)).toContain('done')
  })

  it('does not wait for idle connections', async () => {
    const server = await start((_req, res) => void res.end('done'))
    const socket = connect(portOf(server), '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'data')

    await stopListening(server)

    await expect(once(socket, 'close')).resolves.toEqual([false])
  })
})

describe('a slow client', () => {
  it('is disconnected by timeouts set at creation', async () => {
    const server = await start(() => undefined)

    expect(server).toMatchObject({ headersTimeout: 5_000, requestTimeout: 15_000 })
  })
})
