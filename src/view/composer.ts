/**
 * Text field and send button, for widget and inbox. Enter sends, Shift+Enter breaks the line, and the Enter that ends
 * the composition of a character does neither.
 */
import { html, nothing, type TemplateResult } from 'lit';

export interface ComposerView {
  /** Placeholder and name of the text field. */
  label: string;
  sendLabel: string;
  draft: string;
  /** Why the draft cannot be sent, in words; `null` when it can. */
  obstacle: string | null;
  onDraft: (draft: string) => void;
  onSend: (text: string) => void;
}

export function composer({ label, sendLabel, draft, obstacle, onDraft, onSend }: ComposerView): TemplateResult {
  const isEmpty = draft.trim() === '';
  const send = (field: HTMLTextAreaElement): void => {
    if (isEmpty || obstacle !== null) return;
    onSend(draft);
    field.style.height = '';
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // A key that an input method consumed. Safari ends the composition first and tells only by the old number.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const isConsumed = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || isConsumed) return;
    event.preventDefault();
    send(event.target as HTMLTextAreaElement);
  };
  return html`
    <div class="composer" part="composer">
      ${obstacle === null ? nothing : html`<p class="obstacle" id="obstacle" role="status">${obstacle}</p>`}
      <div class="field">
        <textarea
          rows="1"
          dir="auto"
          aria-label=${label}
          aria-describedby=${obstacle === null ? nothing : 'obstacle'}
          placeholder=${label}
          enterkeyhint="send"
          .value=${draft}
          @input=${(event: InputEvent) => {
            const field = event.target as HTMLTextAreaElement;
            onDraft(field.value);
            fit(field);
          }}
          @keydown=${onKeyDown}
        ></textarea>
        <button
          class="send"
          part="send"
          type="button"
          aria-label=${sendLabel}
          aria-disabled=${isEmpty || obstacle !== null}
          @click=${(event: Event) => {
            const field = (event.currentTarget as HTMLElement).previousElementSibling as HTMLTextAreaElement;
            send(field);
            field.focus();
          }}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2.5 3l15.5 7-15.5 7 2.5-7zM5 10h7" /></svg>
        </button>
      </div>
    </div>
  `;
}

/** The field is as high as its text, up to the limit of the style sheet. */
function fit(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${String(field.scrollHeight)}px`;
}
