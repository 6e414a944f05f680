/** Entry of the Setup page. */
import { SetupApp } from './setup-app.js';

customElements.define('missive-setup', SetupApp);
document.body.append(document.createElement('missive-setup'));
