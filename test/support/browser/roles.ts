/** Finds elements the way people and assistive technology do: by role and accessible name, and only when visible. */

export type Role = 'alert' | 'button' | 'checkbox' | 'dialog' | 'link' | 'log' | 'status' | 'textbox';

/** Elements that have a role without saying so. */
const NATIVE: Partial<Record<Role, string>> = {
  button: 'button',
  checkbox: 'input[type=checkbox]',
  dialog: 'dialog',
  link: 'a[href]',
  textbox: 'textarea, input:not([type]), input[type=text], input[type=email]',
};

/** @param name The whole name, or a pattern of it. Default: any. */
export function findByRole(root: ShadowRoot | Document, role: Role, name?: string | RegExp): HTMLElement | null {
  const candidates = root.querySelectorAll<HTMLElement>([`[role=${role}]`, NATIVE[role]].filter(Boolean).join());
  const isNamed = (element: HTMLElement): boolean =>
    name === undefined || (typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element)));
  return [...candidates].find((element) => isVisible(element) && isNamed(element)) ?? null;
}

export function isVisible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** The accessible name, as far as this project's markup needs the rules for it. */
export function nameOf(element: HTMLElement): string {
  const root = element.getRootNode() as ShadowRoot;
  const labelledBy = element.getAttribute('aria-labelledby');
  const label = element.id === '' ? null : root.querySelector(`label[for=${element.id}]`);
  const source = labelledBy === null ? label : root.getElementById(labelledBy);
  return element.ariaLabel ?? spokenText(source ?? element);
}

/** The text without what is hidden from assistive technology. */
function spokenText(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
  return copy.textContent.trim();
}
