import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'

/**
 * Returns the token of a link from a mail, and removes it from the address at once: an address stays
 * in the history, and others see it on the screen.
 */
export function useLinkToken(): string {
  const [params, setParams] = useSearchParams()
  const [token] = useState(() => params.get('token') ?? '')
  const isShown = params.has('token')
  useEffect(() => {
    if (isShown) setParams({}, { replace: true })
  }, [isShown, setParams])
  return token
}
