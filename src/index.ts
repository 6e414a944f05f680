/** The package's entry: exports what `element.ts` does, and registers `<missive-chat>`. */
import { MissiveChat } from './missive-chat.js';

export * from './element.js';

// A page may carry the script twice, and a server has no registry.
if (typeof customElements !== 'undefined' && customElements.get('missive-chat') === undefined) {
  customElements.define('missive-chat', MissiveChat);
}
