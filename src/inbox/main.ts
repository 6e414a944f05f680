/** Entry of the Inbox page. */
import { InboxApp } from './inbox-app.js';

customElements.define('missive-inbox', InboxApp);
document.body.append(document.createElement('missive-inbox'));
