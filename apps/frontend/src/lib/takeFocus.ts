/** As a `ref`: what appears takes the focus, so that whoever cannot see is told of it. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}
