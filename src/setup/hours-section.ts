/** When the chat says that the team is online: while somebody is in the Inbox, or in office hours. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators/state.js';
import { Section } from './form.js';
import { DAYS, toHours, toWeek, USUAL_WEEK, withSpan, type Span, type Week } from './week.js';

/** @tag missive-setup-hours */
export class HoursSection extends Section {
  static override styles = [
    ...Section.styles,
    css`
      .choice {
        display: flex;
        gap: 12px;
        padding: 8px 0;
      }
      .choice strong {
        display: block;
      }
      .day {
        display: grid;
        grid-template-columns: 110px minmax(0, 1fr) auto;
        gap: 10px;
        padding: 8px 0;
        border-top: 1px solid var(--line);
      }
      .day > span {
        align-self: start;
        padding-top: 8px;
        font-weight: 600;
      }
      .span {
        display: flex;
        gap: 8px;
        align-items: center;
      }
      .span + .span {
        margin-top: 6px;
      }
      .span input[type='time'] {
        flex: 0 1 140px;
        min-width: 0;
        padding-inline: 8px;
      }
      .span button {
        min-width: 40px;
        padding: 0;
      }
      .closed {
        padding-top: 8px;
      }
      .zone {
        max-width: 340px;
      }
      @media (max-width: 640px) {
        .day {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .day > .spans {
          grid-column: 1 / 3;
          grid-row: 2;
        }
      }
    `,
  ];

  @state() private _by: 'presence' | 'schedule' = 'presence';
  @state() private _timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  @state() private _week: Week = USUAL_WEEK;
  /** The version whose hours are in the form; a save elsewhere on the page must not undo what is being typed. */
  #saved = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { availability } = this.account;
    const saved = JSON.stringify(availability);
    if (!changed.has('account') || saved === this.#saved) return;
    this.#saved = saved;
    this._by = availability.by;
    if (availability.by !== 'schedule') return;
    this._timeZone = availability.timeZone;
    this._week = toWeek(availability.hours);
  }

  protected override render(): TemplateResult {
    return html`
      <h2>Office hours</h2>
      <p class="lead">Visitors can always write. This decides whether the chat says “online” or “offline”.</p>
      <form class="card" @submit=${this.#save}>
        <fieldset>
          <legend class="visually-hidden">The team is online</legend>
          ${this.#choice('presence', 'While somebody is in the Inbox', 'The chat follows within seconds.')}
          ${this.#choice(
            'schedule',
            'In office hours',
            'By the clock alone, whoever is in the Inbox. Within the hours somebody should be there.',
          )}
        </fieldset>
        ${this._by === 'schedule' ? this.#schedule() : nothing}
        <button class="primary" ?disabled=${this.busy === 'hours'}>Save the hours</button>
        ${this.outcome('hours')}
      </form>
    `;
  }

  #choice(by: 'presence' | 'schedule', title: string, help: string): TemplateResult {
    return html`
      <label class="choice">
        <input
          type="radio"
          name="by"
          .checked=${this._by === by}
          @change=${() => {
            this._by = by;
          }}
        />
        <span><strong>${title}</strong><span class="help">${help}</span></span>
      </label>
    `;
  }

  #schedule(): TemplateResult {
    const zones = Intl.supportedValuesOf('timeZone');
    const all = zones.includes(this._timeZone) ? zones : [this._timeZone, ...zones];
    return html`
      <label class="field zone">
        Time zone
        <select
          @change=${(event: Event) => {
            this._timeZone = (event.target as HTMLSelectElement).value;
          }}
        >
          ${all.map((zone) => html`<option ?selected=${zone === this._timeZone}>${zone}</option>`)}
        </select>
      </label>
      <div>${DAYS.map((name, day) => this.#day(name, day))}</div>
    `;
  }

  #day(name: string, day: number): TemplateResult {
    const spans = this._week[day] ?? [];
    return html`
      <div class="day" role="group" aria-label=${name}>
        <span>${name}</span>
        <div class="spans">
          ${spans.length === 0 ? html`<p class="help closed">Closed</p>` : nothing}
          ${spans.map((span, at) => this.#span(name, day, at, span))}
        </div>
        <div>
          <button
            type="button"
            class="quiet"
            aria-label=${`Add hours on ${name}`}
            @click=${() => {
              this._week = withSpan(this._week, day, spans.length, {
                from: spans.length === 0 ? '09:00' : '13:00',
                to: '17:00',
              });
            }}
          >
            Add
          </button>
        </div>
      </div>
    `;
  }

  #span(name: string, day: number, at: number, span: Span): TemplateResult {
    const time = (key: keyof Span, label: string): TemplateResult => html`
      <input
        type="time"
        required
        aria-label=${`${name}, ${label}`}
        .value=${span[key]}
        @change=${(event: Event) => {
          this._week = withSpan(this._week, day, at, { ...span, [key]: (event.target as HTMLInputElement).value });
        }}
      />
    `;
    return html`
      <div class="span">
        ${time('from', 'from')} <span aria-hidden="true">–</span> ${time('to', 'to')}
        <button
          type="button"
          class="quiet"
          aria-label=${`Remove ${span.from} to ${span.to} on ${name}`}
          @click=${() => {
            this._week = withSpan(this._week, day, at, null);
          }}
        >
          ✕
        </button>
      </div>
    `;
  }

  readonly #save = (event: SubmitEvent): Promise<boolean> => {
    event.preventDefault();
    const { version } = this.account;
    const availability =
      this._by === 'presence'
        ? { by: this._by }
        : { by: this._by, timeZone: this._timeZone, hours: toHours(this._week) };
    return this.attempt('hours', () => this.change('PUT', '/setup/account', { version, availability }), 'Saved.');
  };
}

customElements.define('missive-setup-hours', HoursSection);
