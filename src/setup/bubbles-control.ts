/** The control of a text that may be several bubbles: a field for each. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isSame } from './draft.js';
import type { ControlState } from './option-control.js';
import type { Control } from './options.js';

export function bubblesControl(control: Control, id: string, { value, change }: ControlState): TemplateResult {
  const bubbles = listOf(value ?? control.default);
  const set = (changed: readonly string[]): void => {
    change(isSame(changed, listOf(control.default)) ? undefined : changed);
  };
  return html`
    ${bubbles.map(
      (bubble, index) => html`
        <div class="bubble">
          <textarea
            id=${index === 0 ? id : nothing}
            rows=${Math.min(6, bubble.split('\n').length + 1)}
            aria-label=${index === 0 ? control.label : `${control.label}, bubble ${String(index + 1)}`}
            aria-describedby=${`${id}-help`}
            .value=${live(bubble)}
            @input=${(event: Event) => {
              set(bubbles.with(index, (event.target as HTMLTextAreaElement).value));
            }}
          ></textarea>
          ${
            bubbles.length > 1
              ? html`<button
                  class="quiet"
                  type="button"
                  aria-label=${`Remove bubble ${String(index + 1)} of ${control.label}`}
                  @click=${() => {
                    set(bubbles.toSpliced(index, 1));
                  }}
                >
                  Remove
                </button>`
              : nothing
          }
        </div>
      `,
    )}
    <button
      class="quiet"
      type="button"
      aria-label=${`Add a bubble to ${control.label}`}
      @click=${() => {
        set([...bubbles, '']);
      }}
    >
      Add a bubble
    </button>
  `;
}

/** At least one field is there to write into. */
function listOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value.map(String) : [String(value)];
  return list.length === 0 ? [''] : list;
}
