/** Entry of the Setup page. */
import { fillPage } from './page.js';
import { SetupApp } from './setup-app.js';

customElements.define('missive-setup', SetupApp);
fillPage(document.createElement('missive-setup'));
