/**
 * The frame of the widget with the launcher in it: all that a first page view paints. Written with plain DOM calls, so
 * that templates come only with the window. Knows what to show; does not know what a click leads to. Called by the
 * element.
 */
import type { Settings, Support } from '../settings/config.js';
import { VARIABLES } from '../settings/variables.js';
import type { LauncherStrings } from '../strings/launcher-strings.js';
import { contactsOf } from './contacts.js';

/** What the launcher shows. */
export interface LauncherView {
  settings: Settings;
  strings: LauncherStrings;
  status: 'online' | 'offline' | 'connecting' | 'unknown';
  unread: number;
  isOpen: boolean;
  /** The launcher is not wanted; an open window stays. */
  isHidden: boolean;
  /** The window could not be loaded: its place says so, and how else to reach the team. */
  hasFailed: boolean;
}

export interface Launcher {
  /** Wrapper of everything; the styling variables stand on it. */
  readonly root: HTMLElement;
  /** Where the window is rendered. */
  readonly frame: HTMLElement;
  update(view: LauncherView): void;
  focus(): void;
}

export function createLauncher(onClick: () => void): Launcher {
  const root = make('div', 'root');
  const frame = make('div', 'frame', 'frame');
  const button = make('button', 'launcher', 'launcher');
  const title = make('span', 'title');
  const statusLine = make('span', 'status');
  const dot = make('span', 'dot');
  const statusText = make('span', 'status-text');
  const badge = make('span', 'badge', 'badge');
  const notice = make('span', 'notice', 'notice');
  const failure = make('div', 'failure');
  button.type = 'button';
  button.addEventListener('click', onClick);
  // What they say is part of the button's name, or its description.
  badge.ariaHidden = notice.ariaHidden = statusLine.ariaHidden = 'true';
  statusText.id = 'launcher-status';
  button.setAttribute('aria-describedby', statusText.id);
  statusLine.append(dot, statusText);
  button.append(title, statusLine);
  failure.role = 'alert';
  frame.append(button, failure);
  root.append(frame, badge, notice);
  keepWidth(root, button);

  return {
    root,
    frame,
    update({ settings, strings, status, unread, isOpen, isHidden, hasFailed }) {
      const { chat, messages, support, variables } = settings;
      const showsStatus = chat.showOnlineStatus && status !== 'unknown';
      const statusWords = showsStatus ? messages[status] : '';
      root.classList.toggle('open', isOpen);
      const hasDefaultWidth = (['width', 'max-width'] as const).every((name) => variables[name] === VARIABLES[name]);
      root.classList.toggle('default-size', hasDefaultWidth);
      for (const side of ['top', 'bottom', 'left', 'right']) {
        root.classList.toggle(side, chat.position.includes(side));
      }
      frame.hidden = isHidden && !isOpen;
      title.textContent = messages.title;
      statusText.textContent = statusWords;
      statusLine.hidden = statusWords === '';
      dot.dataset['status'] = status;
      button.ariaExpanded = String(isOpen);
      button.ariaHasPopup = 'dialog';
      const words = [messages.title, unread > 0 && strings.unread(unread)].filter(Boolean);
      button.ariaLabel = words.join(', ');
      badge.hidden = isOpen || isHidden || unread === 0;
      badge.textContent = unread > 99 ? '99+' : String(unread);
      badge.classList.toggle('wide', unread > 9);
      notice.textContent = unread === 1 ? messages.newMessage : messages.newMessages;
      notice.hidden = badge.hidden || notice.textContent === '';
      failure.replaceChildren(...(hasFailed ? [messages.error.join('\n'), ...links(support)] : []));
    },
    focus() {
      button.focus();
    },
  };
}

/** The other ways to reach the team, as links. */
function links(support: Support): HTMLElement[] {
  return contactsOf(support).map(([text, href]) => {
    const link = document.createElement('a');
    link.textContent = text;
    if (href) link.href = href;
    return link;
  });
}

/** The frame can only grow smoothly from a width that is a number. */
function keepWidth(root: HTMLElement, button: HTMLElement): void {
  new ResizeObserver(() => {
    if (button.offsetWidth > 0) root.style.setProperty('--launcher-width', `${String(button.offsetWidth)}px`);
  }).observe(button);
}

function make<Name extends 'div' | 'span' | 'button'>(
  name: Name,
  className: string,
  part?: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  if (part !== undefined) element.part.add(part);
  return element;
}
