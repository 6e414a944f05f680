/** Entry of the sign-in page. */
import { fillPage } from './page.js';
import { SignInApp } from './sign-in-app.js';

customElements.define('missive-sign-in', SignInApp);
fillPage(document.createElement('missive-sign-in'));
