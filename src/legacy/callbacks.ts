/** The documented callbacks, in step with the element's events. */
import type { MissiveChat } from '../missive-chat.js';
import type { Callbacks } from '../settings/config.js';

/** Calls each callback when the element fires its event. One that throws is told to the page and changes nothing else. */
export function connectCallbacks(element: MissiveChat, callbacks: Callbacks): void {
  const connect = <Name extends keyof HTMLElementEventMap>(
    event: Name,
    callback: keyof Callbacks,
    values: (event: HTMLElementEventMap[Name]) => unknown[] = () => [],
  ): void => {
    element.addEventListener(event, (occurred) => {
      try {
        const listener: unknown = callbacks[callback];
        if (typeof listener !== 'function') return;
        (listener as (...values: unknown[]) => void)(...values(occurred));
      } catch (error) {
        // The page's mistake: it is told, and the chat goes on.
        console.error(`missive-chat: ${callback} threw`, error);
      }
    });
  };
  connect('missive-ready', 'onReady');
  connect('missive-visitor-identified', 'onVisitorIdentified', ({ detail }) => [detail]);
  connect('missive-chat-started', 'onChatStarted', ({ detail }) => [detail]);
  connect('missive-new-message', 'onNewMessage', ({ detail }) => [detail.body]);
  connect('missive-open', 'onOpen');
  connect('missive-close', 'onClose');
}
