/**
 * The form that asks who the visitor is. Nothing typed leaves it before it is submitted; errors stand beside their
 * fields, and the first one gets the focus.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { bubbleText } from './bubble-text.js';
import type { Settings } from '../settings/config.js';
import type { FormFields } from '../state/select.js';
import type { Strings } from '../strings/strings.js';

export interface IdentifyFormView {
  fields: FormFields;
  settings: Settings;
  strings: Strings;
  /** Name that the site gave, to begin with. */
  name: string;
  onSubmit: (name: string, email: string) => void;
  onSkip: () => void;
}

export function identifyForm({ fields, settings, strings, name, onSubmit, onSkip }: IdentifyFormView): TemplateResult {
  const { messages } = settings;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const problem = firstProblem(form, messages.identifyRequired, strings.badEmail);
    if (problem !== null) {
      problem.focus();
      return;
    }
    const values = new FormData(form);
    const value = (field: string): string => ((values.get(field) as string | null) ?? '').trim();
    onSubmit(value('name'), value('email'));
  };
  const field = (key: 'name' | 'email', label: string, value: string): TemplateResult | typeof nothing => {
    if (fields[key] === 'no') return nothing;
    const isRequired = fields[key] === 'required';
    return html`
      <div class="field">
        <input
          id=${key}
          name=${key}
          type=${key === 'email' ? 'email' : 'text'}
          autocomplete=${key}
          placeholder=" "
          value=${value}
          maxlength="254"
          ?required=${isRequired}
          aria-describedby="${key}-error"
          @input=${clearProblem}
        />
        <label for=${key}>${label}${isRequired ? star() : nothing}</label>
        <p class="problem" id="${key}-error"></p>
      </div>
    `;
  };
  const hasRequired = fields.consent || fields.name === 'required' || fields.email === 'required';
  return html`
    <form class="form" part="form" novalidate aria-labelledby="title" @submit=${submit}>
      ${field('name', messages.identifyName, name)} ${field('email', messages.identifyEmail, '')}
      ${
        fields.consent
          ? html`<div class="consent">
              <input id="consent" type="checkbox" required aria-describedby="consent-error" @input=${clearProblem} />
              <label for="consent">${bubbleText(messages.identifyConsent, true)}${star()}</label>
              <p class="problem" id="consent-error"></p>
            </div>`
          : nothing
      }
      ${hasRequired ? html`<p class="legend">* ${messages.identifyRequired}</p>` : nothing}
      <div class="actions">
        <button class="submit" type="submit">${messages.identifySubmit}</button>
        ${
          fields.canSkip
            ? html`<button class="skip" type="button" @click=${onSkip}>${messages.identifySkip}</button>`
            : nothing
        }
      </div>
    </form>
  `;
}

/** Marks the label of a required field. */
const star = (): TemplateResult => html`<span aria-hidden="true">&nbsp;*</span>`;

/** Marks every field that cannot be submitted as it is. @returns The first of them. */
function firstProblem(form: HTMLFormElement, required: string, badEmail: string): HTMLInputElement | null {
  const wrong = [...form.querySelectorAll('input')].filter((input) => {
    const isBlank = input.required && input.type !== 'checkbox' && input.value.trim() === '';
    const isMissing = isBlank || input.validity.valueMissing;
    // Whether it is wrong does not hang on the words: a site may say nothing.
    const isWrong = isMissing || !input.validity.valid;
    showProblem(input, isWrong, isMissing ? required : badEmail);
    return isWrong;
  });
  return wrong[0] ?? null;
}

function clearProblem(event: Event): void {
  showProblem(event.target as HTMLInputElement, false, '');
}

function showProblem(input: HTMLInputElement, isWrong: boolean, words: string): void {
  const problem = (input.getRootNode() as ShadowRoot).getElementById(`${input.id}-error`);
  if (problem !== null) problem.textContent = isWrong ? words : '';
  input.ariaInvalid = isWrong ? 'true' : null;
}
