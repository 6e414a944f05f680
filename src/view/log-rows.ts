/**
 * What is in a log, and how it scrolls. Only the rows around what is seen are in the document, in chronological order
 * inside a box that is laid out from its end: the newest message stays in sight without any scrolling code, older ones
 * are put before it without moving anything, and a new one costs the same however long the conversation. A directive,
 * because it remembers where its reader is. Called by the log.
 */
import { html, noChange, nothing, render } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import { spanAround } from './log-span.js';
import { isSameGroup, message, type LogRow, type MessageActions } from './message.js';

export interface LogContent extends MessageActions {
  /** Rows in all. */
  count: number;
  /** The row at an index, the oldest first. */
  rowAt: (index: number) => LogRow | undefined;
  words: MessageActions['words'] & { earlier: string; latest: string };
  /** Says that messages are new. */
  newWords: (count: number) => string;
  /** Loads older messages; `null` when there are none. */
  loadEarlier: (() => Promise<unknown>) | null;
  /** Shown after the last message: the form, or who is typing. */
  after: unknown;
}

/** As near to the end as this, the reader is at the end. In pixels. */
const NEAR = 40;
/** Height for which there are rows at least, in pixels: the window is about to open, or to grow. */
const LEAST_HEIGHT = 480;

function createLogRows(log: HTMLElement, content: LogContent): (content: LogContent) => void {
  let painted: LogRow[] = [];
  /** What each of them is drawn in, by its key. */
  const places = new Map<string, HTMLElement>();
  /** Heights of the rows that were in the document while the reader was elsewhere than at the end. */
  const heights = new Map<string, number>();
  /** Height of what is below the part that is seen. */
  let below = 0;
  let seen = LEAST_HEIGHT;
  /** The newest message when the reader left the end. */
  let lastSeen: string | undefined;
  let isLoading = false;

  const newest = (): LogRow | undefined => content.rowAt(content.count - 1);
  const heightAt = (index: number): number | undefined => heights.get(content.rowAt(index)?.key ?? '');
  const isAtEnd = (): boolean => below < NEAR;
  const readPosition = (): void => {
    // It is laid out from its end, so its offsets are negative.
    below = -log.scrollTop;
  };

  log.addEventListener('scroll', () => {
    const wasAtEnd = isAtEnd();
    readPosition();
    if (wasAtEnd) lastSeen = newest()?.key;
    paint();
    const above = log.scrollHeight - log.clientHeight - below;
    if (above < log.clientHeight) loadEarlier();
  });
  new ResizeObserver(() => {
    seen = Math.max(LEAST_HEIGHT, log.clientHeight);
    paint();
  }).observe(log);

  function goToEnd(): void {
    log.scrollTop = below = 0;
    paint();
  }

  function showEarlier(): void {
    log.scrollTop = -log.scrollHeight;
    loadEarlier();
  }

  function loadEarlier(): void {
    if (isLoading || content.loadEarlier === null || painted[0]?.key !== content.rowAt(0)?.key) return;
    isLoading = true;
    const finish = (): void => {
      isLoading = false;
    };
    // What failed is tried again when the reader goes on scrolling.
    content.loadEarlier().then(finish, finish);
  }

  function paint(): void {
    const anchor = isAtEnd() ? undefined : measure();
    const { count, words, after } = content;
    const { from, to } = spanAround(count, heightAt, isAtEnd() ? 0 : below, seen);
    painted = Array.from({ length: to - from }, (_, i) => content.rowAt(from + i)).filter((row) => row !== undefined);
    const focused = (log.getRootNode() as ShadowRoot).activeElement;
    const hasEarlier = from > 0 || content.loadEarlier !== null;
    render(
      html`<div class="rows">
        ${hasEarlier ? html`<button class="earlier" type="button" @click=${showEarlier}>${words.earlier}</button>` : nothing}
        <div class="list"></div>
        <div class="gap"></div>
        ${after} ${isAtEnd() ? nothing : wayBack(to < count)}
      </div>`,
      log,
    );
    paintRows(from);
    // The button that had the focus goes with the last page.
    if (focused?.isConnected === false) log.focus();
    let gap = 0;
    for (let i = to; i < count; i++) gap += heightAt(i) ?? 0;
    log.querySelector<HTMLElement>('.gap')?.style.setProperty('height', `${String(gap)}px`);
    if (anchor) keepInPlace(anchor);
  }

  /** Each row keeps its place in the document, so that neither the focus nor the scroll position is lost. */
  function paintRows(from: number): void {
    const list = log.querySelector('.list');
    for (const [key, place] of places) {
      if (painted.some((row) => row.key === key)) continue;
      place.remove();
      places.delete(key);
    }
    let next = list?.firstChild ?? null;
    for (const [i, row] of painted.entries()) {
      const place = places.get(row.key) ?? document.createElement('div');
      places.set(row.key, place);
      if (place === next) next = next.nextSibling;
      else list?.insertBefore(place, next);
      render(draw(row, content.rowAt(from + i - 1), content.rowAt(from + i + 1)), place);
    }
  }

  function draw(row: LogRow, previous: LogRow | undefined, next: LogRow | undefined): unknown {
    const isFirst = !isSameGroup(previous, row);
    const isLast = !isSameGroup(row, next);
    // To draw means to look for links in texts that may be long. What is not drawn anew keeps its first handler.
    return guard([...(Object.values(row) as unknown[]), isFirst, isLast], () =>
      message(row, isFirst, isLast, {
        words: content.words,
        retry: (key) => {
          content.retry(key);
        },
      }),
    );
  }

  /** The button that leads to the end, once it is far or there is anything new. */
  function wayBack(isFar: boolean): unknown {
    let count = 0;
    for (let i = content.count - 1, row; (row = content.rowAt(i)) && row.key !== lastSeen; i--) if (!row.isOwn) count++;
    if (count === 0 && !isFar) return nothing;
    return html`<div class="latest">
      <button type="button" @click=${goToEnd}>${count === 0 ? content.words.latest : content.newWords(count)}</button>
    </div>`;
  }

  /** Takes the heights of the rows that may leave. @returns The first row that is seen, and where it is. */
  function measure(): { row: Element; top: number } | undefined {
    const { top: start } = log.getBoundingClientRect();
    let anchor;
    let edge: number | undefined;
    for (const [i, row] of log.querySelectorAll('.message').entries()) {
      const { top, bottom } = row.getBoundingClientRect();
      heights.set(painted[i]?.key ?? '', bottom - (edge ?? top));
      edge = bottom;
      if (bottom > start) anchor ??= { row, top };
    }
    return anchor;
  }

  /** What the reader sees stays where it is, whatever was put in or taken out below. */
  function keepInPlace({ row, top }: { row: Element; top: number }): void {
    const moved = row.isConnected ? row.getBoundingClientRect().top - top : 0;
    if (moved === 0) return;
    log.scrollTop += moved;
    readPosition();
  }

  return (next) => {
    const known = newest()?.key;
    content = next;
    const last = newest();
    // One's own new message is what one wants to see.
    const hasWritten = last !== undefined && last.state !== 'received' && last.key !== known;
    if (hasWritten || (below !== 0 && isAtEnd())) goToEnd();
    else paint();
  };
}

class LogRows extends Directive {
  #show: ((content: LogContent) => void) | undefined;

  override render(content: LogContent): unknown {
    this.#show?.(content);
    return noChange;
  }

  override update({ element }: ElementPart, [content]: [LogContent]): unknown {
    this.#show ??= createLogRows(element as HTMLElement, content);
    return this.render(content);
  }
}

/** Fills the log that it stands on. */
export const logRows = directive(LogRows);
