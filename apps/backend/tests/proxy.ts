import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * A TCP proxy that makes a server unreachable without stopping it: `cut` closes and refuses
 * connections, `mute` accepts them and never answers, `restore` undoes both.
 */
export async function startProxy(targetUrl: string) {
  const target = new URL(targetUrl)
  const sockets = new Set<Socket>()
  let isMute = false

  const server = createServer((near) => {
    track(near)
    if (isMute) return
    const far = connect(Number(target.port), target.hostname)
    track(far)
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })

  function track(socket: Socket) {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }

  async function listen(port: number) {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  async function cut() {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  const port = await listen(0)
  return {
    url: Object.assign(new URL(targetUrl), { host: `127.0.0.1:${port}` }).toString(),
    cut,
    async mute() {
      isMute = true
      for (const socket of sockets) socket.destroy()
    },
    async restore() {
      isMute = false
      if (!server.listening) await listen(port)
    },
  }
}
