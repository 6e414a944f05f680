/** The bar at the top: where the line stands, and the ways elsewhere. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from './desk.js';

export function bar({ connection, isSignedOut }: Desk): TemplateResult {
  return html`
    <header class="bar">
      <h1>Inbox</h1>
      <p class="phase" role="status" data-phase=${isSignedOut ? 'failed' : connection.phase}>
        ${isSignedOut ? 'You are signed out.' : words(connection.phase)}
      </p>
      ${
        // The page asks who one is before it shows itself.
        isSignedOut ? nothing : html`<a class="setup" href="/setup">Setup</a>`
      }
    </header>
  `;
}

function words(phase: Desk['connection']['phase']): string {
  switch (phase) {
    case 'online':
      return 'Online: visitors see that you are here';
    case 'failed':
      return 'No connection. Trying again…';
    case 'reconnecting':
      return 'Connection lost. Reconnecting…';
    default:
      return 'Connecting…';
  }
}
