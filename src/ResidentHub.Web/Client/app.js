// Makes pages pleasant; every one of them works without.
import htmx from 'htmx.org/dist/htmx.esm.js';
import { start as staffKeys } from './staff.js';

globalThis.htmx = htmx;
await import('htmx.org/dist/ext/hx-sse.js');

// Quick exit: the button, or Esc three times within a second and a half.
const exit = document.querySelector('form[data-exit]');
let escapes = [];
function leave(event) {
  event?.preventDefault();
  sessionStorage.clear();
  localStorage.clear();
  document.documentElement.hidden = true;
  document.title = ' ';
  navigator.sendBeacon(exit.action, new FormData(exit));
  location.replace(exit.dataset.exit);
}
if (exit) {
  exit.addEventListener('submit', leave);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    escapes = [...escapes.filter((at) => event.timeStamp - at < 1500), event.timeStamp];
    if (escapes.length >= 3) leave();
  });
}
// A page kept by the browser's back button is asked for anew: it may have been left in a hurry.
addEventListener('pageshow', (event) => event.persisted && location.reload());

// The conversation: show what was said last, keep the hands on the keyboard.
const settle = () => document.getElementById('last')?.scrollIntoView({ block: 'start', behavior: 'instant' });
document.addEventListener('htmx:after:swap', () => {
  settle();
  document.querySelector('[data-focus]')?.focus({ preventScroll: true });
});
settle();

// Enter sends, Shift and Enter make a new line; only where a keyboard is at hand.
document.addEventListener('keydown', (event) => {
  const field = event.target;
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && field instanceof HTMLTextAreaElement && field.matches('[data-enter-sends]') && matchMedia('(pointer: fine)').matches) {
    event.preventDefault();
    field.form.requestSubmit();
  }
});

// Names of chosen photos, said under the button.
document.addEventListener('change', (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || input.type !== 'file') return;
  const said = document.getElementById(input.getAttribute('aria-describedby') ?? '');
  if (said) said.textContent = [...input.files].slice(0, 3).map((file) => file.name).join(', ');
});

// A send that failed stays in the field and says so.
document.addEventListener('htmx:error', () => document.querySelector('[data-offline]')?.removeAttribute('hidden'));
document.addEventListener('htmx:before:request', () => document.querySelector('[data-offline]')?.setAttribute('hidden', ''));

document.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-print]')) print();
});

// Staff: keys for the queue, shown in the help and never needed.
if (document.body.dataset.keys === 'staff') staffKeys();
