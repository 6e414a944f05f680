/** Entry of the sign-in page. */
import { SignInApp } from './sign-in-app.js';

customElements.define('missive-sign-in', SignInApp);
document.body.append(document.createElement('missive-sign-in'));
