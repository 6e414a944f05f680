/**
 * All options of the chat, and beside them the chat itself with what is chosen. Knows the draft; saving it is the
 * page's matter.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import { repeat } from 'lit/directives/repeat.js';
import type { VariableName, Variables } from '../settings/config.js';
import { paintedVariables } from '../settings/paint.js';
import { resolve } from '../settings/resolve.js';
import { isPlainMailAddress } from '../shared/mail-address.js';
import { toHexadecimal, readColours } from './colours.js';
import { contrastWarnings, resolveReferences } from './contrast-warnings.js';
import { customiseStyles } from './customise.styles.js';
import { readAt, writeAt, type Draft } from './draft.js';
import { optionControl } from './option-control.js';
import { GROUPS, PAGE_OPTIONS, search, type Control, type Group } from './options.js';
import './preview.js';
import { setupStyles } from './setup.styles.js';

const VARIABLES_PATH = 'chat.variables.';

/**
 * @tag missive-setup-customise
 * @fires {CustomEvent<Draft>} draft - The draft as it is now.
 */
export class CustomiseSection extends LitElement {
  static override readonly styles = [setupStyles, customiseStyles];

  @property({ attribute: false }) draft: Draft = {};
  @state() private _search = '';
  @state() private _device: 'desktop' | 'phone' = 'desktop';
  @state() private _isOpen = true;

  #variables: Readonly<Variables> = resolve([]).variables;
  /** Names of the variables whose value a browser does not take. */
  #refused = new Set<string>();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('draft')) return;
    const refused = new Set<string>();
    const check = {
      supports: (property: string, value: string) => CSS.supports(property, value),
      refuse: (name: string) => refused.add(name),
    };
    this.#variables = paintedVariables(resolve([this.draft], {}, check).variables);
    this.#refused = refused;
  }

  protected override render(): TemplateResult {
    const groups = search(GROUPS, this._search);
    return html`
      <h2>Customise</h2>
      <p class="lead">
        What you save here reaches every page with your chat. An option that a page sets by itself, in its HTML, wins
        over this one.
      </p>
      <div class="columns">
        <div>
          <label>
            <span class="visually-hidden">Search the options</span>
            <input
              type="search"
              placeholder="Search the options, for example “consent” or “radius”"
              .value=${this._search}
              @input=${(event: Event) => {
                this._search = (event.target as HTMLInputElement).value;
              }}
            />
          </label>
          <p class="visually-hidden" role="status">
            ${this._search === '' ? '' : `${String(count(groups))} options found`}
          </p>
          ${repeat(
            groups,
            ({ title }) => title,
            (group, index) => this.#group(group, index === 0 || this._search !== ''),
          )}
          ${groups.length === 0 ? html`<p class="card">No option is called that.</p>` : nothing}
          ${this._search === '' ? pageOptions() : nothing}
        </div>
        <div class="side">${this.#preview()}</div>
      </div>
    `;
  }

  #group({ title, controls }: Group, isOpen: boolean): TemplateResult {
    const set = controls.filter(({ path }) => readAt(this.draft, path) !== undefined).length;
    return html`
      <details ?open=${isOpen}>
        <summary>${title}${set === 0 ? nothing : html`<span class="tag">${set} changed</span>`}</summary>
        <div class="options">
          ${repeat(
            controls,
            ({ path }) => path,
            (control) => this.#control(control),
          )}
        </div>
      </details>
    `;
  }

  #control(control: Control): TemplateResult {
    const { path, kind } = control;
    return optionControl(control, {
      value: readAt(this.draft, path),
      problem: this.#problem(path, kind),
      swatch: path.startsWith(VARIABLES_PATH) ? this.#swatch(path.slice(VARIABLES_PATH.length) as VariableName) : '',
      change: (value) => {
        this.dispatchEvent(new CustomEvent('draft', { detail: writeAt(this.draft, path, value) }));
      },
    });
  }

  #problem(path: string, kind: Control['kind']): string {
    if (this.#refused.has(path.slice(VARIABLES_PATH.length))) {
      return `The chat cannot use this ${kind}; it keeps the default.`;
    }
    const email = path === 'support.email' ? readAt(this.draft, path) : '';
    return typeof email !== 'string' || email === '' || isPlainMailAddress(email)
      ? ''
      : 'One e-mail address belongs here. This cannot be saved.';
  }

  #swatch(name: VariableName): string {
    const [colour] = readColours(resolveReferences(this.#variables[name], this.#variables));
    return colour === undefined ? '#ffffff' : toHexadecimal(colour);
  }

  #preview(): TemplateResult {
    const choice = (label: string, isChosen: boolean, choose: () => void): TemplateResult =>
      html`<button type="button" aria-pressed=${String(isChosen)} @click=${choose}>${label}</button>`;
    return html`
      <div class="tools">
        <div class="switch" role="group" aria-label="Device of the preview">
          ${choice('Desktop', this._device === 'desktop', () => (this._device = 'desktop'))}
          ${choice('Phone', this._device === 'phone', () => (this._device = 'phone'))}
        </div>
        <div class="switch" role="group" aria-label="State of the preview">
          ${choice('Open', this._isOpen, () => (this._isOpen = true))}
          ${choice('Closed', !this._isOpen, () => (this._isOpen = false))}
        </div>
      </div>
      ${(['desktop', 'phone'] as const).map(
        (device) =>
          html`<missive-setup-preview
            device=${device}
            .draft=${this.draft}
            .opened=${this._isOpen}
            ?hidden=${device !== this._device}
          ></missive-setup-preview>`,
      )}
      ${this.#warnings()}
    `;
  }

  #warnings(): TemplateResult {
    const warnings = contrastWarnings(this.#variables, readColours);
    return html`
      <div class="warnings" role="status">
        ${
          warnings.length === 0
            ? html`<p class="help">All texts are easy to read in these colours (WCAG AA).</p>`
            : html`<div class="note warn">
                <h3>Hard to read</h3>
                <p>On a plain colour the chat darkens or lightens such a text until it can be read.</p>
                <ul>
                  ${warnings.map(
                    ({ what, ratio, least }) =>
                      html`<li>${what}: contrast ${ratio.toFixed(1)} : 1, at least ${least} : 1 is needed.</li>`,
                  )}
                </ul>
              </div>`
        }
      </div>
    `;
  }
}

/** What the page alone can say is listed, so that who searches for it here learns where it belongs. */
function pageOptions(): TemplateResult {
  return html`
    <details>
      <summary>Only in your pages</summary>
      <div class="fixed">
        <p class="help">These say who is looking at the page, so they stand in its HTML.</p>
        <ul>
          ${PAGE_OPTIONS.map(({ path, help }) => html`<li><code>${path}</code> <span class="help">${help}</span></li>`)}
        </ul>
      </div>
    </details>
  `;
}

function count(groups: readonly Group[]): number {
  return groups.reduce((sum, { controls }) => sum + controls.length, 0);
}

customElements.define('missive-setup-customise', CustomiseSection);
