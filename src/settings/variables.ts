/**
 * The documented styling variables and their defaults. Inside the widget each is the custom property `--<name>`; a
 * page sets `--missive-<name>` on the element to override it from its own style sheet.
 */
export const VARIABLES = {
  /** Background of the window. */
  'background-color': '#fff',
  /** Background of the unread badge. */
  'badge-background-color': '#f23131',
  'badge-border-radius': '100%',
  'badge-box-shadow': '0 1px 2px rgba(0,0,0, .2)',
  'badge-color': '#fff',
  'badge-size': '24px',
  /** Colour of the lines inside the window. */
  'border-color': 'rgba(0,0,0, .05)',
  /** Border of the window. */
  border: 'solid 1px rgba(0,0,0, .06)',
  'box-shadow': '0 5px 30px rgba(0,0,0, .1)',
  /** Bubbles of the visitor. */
  'bubble-dark-color': 'var(--main-color)',
  /** Bubbles of the team. */
  'bubble-light-color': '#f5f5f5',
  'button-border-radius': '10em',
  'close-button-color': '#fff',
  /** Corner radius of the closed chat, the button. */
  'closed-border-radius': '30px',
  'font-family':
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol"',
  'font-size': '15px',
  'header-opened-background-color': 'var(--main-color)',
  'header-subtitle-text-color': 'rgba(255,255,255, .65)',
  'header-title-text-color': '#fff',
  height: '600px',
  /** Names, times and the other quiet texts. */
  'light-text-color': '#7b7c7f',
  'main-color': '#2866D1',
  /** Distance from the edges of the browser window. */
  margin: '20px',
  'max-height': 'calc(100% - 40px)',
  'max-width': 'calc(100% - 40px)',
  /** Corner radius of the open window. */
  'opened-border-radius': '10px',
  'status-connecting-color': '#fdd157',
  'status-offline-color': '#f23131',
  'status-online-color': '#00b351',
  'text-color': '#34363a',
  'transition-duration': '225ms',
  'transition-easing': 'cubic-bezier(.4, .0, .2, 1)',
  width: '350px',
} as const;
