/** One option: its label, the control that fits its kind, its help, and the way back to the default. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { bubblesControl } from './bubbles-control.js';
import './data-control.js';
import type { Control } from './options.js';

/** Where a control stands: the value in force of its option, and what to do with another one. */
export interface ControlState {
  /** What is set; `undefined` for the default. */
  value: unknown;
  /** Why the value is not used; empty when it is. */
  problem: string;
  /** The colour in force, `#rrggbb`; only of colours. */
  swatch: string;
  change(value: unknown): void;
}

/** Kinds of values that are colours, and so have a colour picker. */
const COLOURS = ['colour', 'background'];

export function optionControl(control: Control, state: ControlState): TemplateResult {
  const id = control.path.replaceAll('.', '-');
  const isSet = state.value !== undefined;
  return html`
    <div class="option" data-path=${control.path}>
      <div class="row between">
        <label for=${id} class="label">
          ${control.kind === 'boolean' ? checkbox(control, id, state) : nothing}<span>${control.label}</span>
        </label>
        ${
          isSet
            ? html`<button
                class="quiet"
                type="button"
                aria-label=${`Reset ${control.label} to its default`}
                @click=${() => {
                  state.change(undefined);
                }}
              >
                Reset
              </button>`
            : nothing
        }
      </div>
      ${control.kind === 'boolean' ? nothing : editor(control, id, state)}
      <p class="help" id=${`${id}-help`}>
        ${control.help}
        <span class="default"><code class="path">${control.path}</code> · Default: ${defaultWords(control)}</span>
      </p>
      ${state.problem === '' ? nothing : html`<p class="problem" id=${`${id}-problem`}>${state.problem}</p>`}
    </div>
  `;
}

function editor(control: Control, id: string, state: ControlState): TemplateResult {
  if (control.kind === 'choice') return choice(control, id, state);
  if (control.kind === 'bubbles') return bubblesControl(control, id, state);
  if (control.kind === 'object') {
    return html`<missive-setup-data
      .label=${control.label}
      .value=${state.value}
      @change=${(event: CustomEvent<unknown>) => {
        state.change(event.detail);
      }}
    ></missive-setup-data>`;
  }
  if (COLOURS.includes(control.kind))
    return html`<div class="colour">${picker(control, state)} ${text(control, id, state)}</div>`;
  return text(control, id, state);
}

function checkbox({ default: fallback }: Control, id: string, { value, change }: ControlState): TemplateResult {
  return html`<input
    type="checkbox"
    id=${id}
    aria-describedby=${`${id}-help`}
    .checked=${live((value ?? fallback) === true)}
    @change=${(event: Event) => {
      const { checked } = event.target as HTMLInputElement;
      change(checked === fallback ? undefined : checked);
    }}
  />`;
}

function choice({ values, default: fallback }: Control, id: string, { value, change }: ControlState): TemplateResult {
  return html`<select
    id=${id}
    aria-describedby=${`${id}-help`}
    @change=${(event: Event) => {
      const chosen = (event.target as HTMLSelectElement).value;
      change(chosen === fallback ? undefined : chosen);
    }}
  >
    ${values.map(
      (one) => html`<option value=${one} ?selected=${one === (value ?? fallback)}>${one.replace('-', ' ')}</option>`,
    )}
  </select>`;
}

const INPUT_TYPES: Partial<Record<Control['kind'], string>> = { email: 'email', phone: 'tel', address: 'url' };

function text({ kind, path, default: fallback }: Control, id: string, state: ControlState): TemplateResult {
  const isMessage = path.startsWith('messages.');
  return html`<input
    type=${INPUT_TYPES[kind] ?? 'text'}
    id=${id}
    class=${path.startsWith('chat.variables.') ? 'mono' : ''}
    autocomplete="off"
    spellcheck=${isMessage ? 'true' : 'false'}
    aria-describedby=${`${id}-help${state.problem === '' ? '' : ` ${id}-problem`}`}
    aria-invalid=${state.problem === '' ? 'false' : 'true'}
    placeholder=${typeof fallback === 'string' ? fallback : ''}
    .value=${live(typeof state.value === 'string' ? state.value : isMessage ? String(fallback) : '')}
    @input=${(event: Event) => {
      const { value } = event.target as HTMLInputElement;
      // An empty text says nothing to the visitor; every other option that is emptied goes back to its default.
      state.change(value === fallback || (value === '' && !isMessage) ? undefined : value);
    }}
  />`;
}

/** The browser's picker knows opaque colours in hexadecimal only; whatever else is set stays in the text beside it. */
function picker({ label }: Control, { swatch, change }: ControlState): TemplateResult {
  return html`<input
    type="color"
    aria-label=${`Pick: ${label}`}
    .value=${live(swatch)}
    @input=${(event: Event) => {
      change((event.target as HTMLInputElement).value);
    }}
  />`;
}

function defaultWords({ default: fallback }: Control): TemplateResult | string {
  if (fallback === true) return 'yes';
  if (fallback === false) return 'no';
  const words = Array.isArray(fallback) ? fallback.join(' · ') : fallback;
  return typeof words !== 'string' || words === '' ? 'none' : html`<span class="mono">${words}</span>`;
}
