// j k move, o opens, r replies, a assigns to me, / searches, ? helps.
export function start() {
  const rows = () => [...document.querySelectorAll('[data-row] a')];
  const press = (selector) => document.querySelector(selector)?.click();
  const move = (step) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => document.activeElement?.closest('[data-row]')?.querySelector('a')?.click(),
    r: () => document.querySelector('[data-reply]')?.focus(),
    a: () => press('[data-assign]'),
    '/': () => document.querySelector('[data-search]')?.focus(),
    '?': () => press('[data-keys-help] summary'),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}
