const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether an address is encrypted, or of this machine: secrets and texts of users go there. */
export const isSafeAddress = (address: string): boolean =>
  address.startsWith('https:') || LOOPBACK.has(new URL(address).hostname)
