/** What has nothing to do with bundles: the splitter, the large letters, the keys that move between regions. */
import { byId, storage } from './dom';

/** The bar between editor and results: mouse and arrow keys. */
export function splitter(): void {
  const bar = byId('splitter');
  const panes = byId('panes');
  let share = 42;
  const set = (percent: number) => {
    share = Math.min(70, Math.max(25, percent));
    panes.style.setProperty('--left', `${share}%`);
    bar.setAttribute('aria-valuenow', String(Math.round(share)));
  };
  bar.addEventListener('pointerdown', (down) => {
    bar.setPointerCapture(down.pointerId);
    const move = (e: PointerEvent) => set((100 * e.clientX) / window.innerWidth);
    bar.addEventListener('pointermove', move);
    bar.addEventListener('pointerup', () => bar.removeEventListener('pointermove', move), { once: true });
  });
  bar.addEventListener('keydown', (e) => {
    if (e.key === 'ArrowLeft') set(share - 2);
    if (e.key === 'ArrowRight') set(share + 2);
  });
  set(share);
}

/** 大字版, remembered. */
export function largeLetters(changed: () => void): void {
  const button = byId('large');
  const set = (on: boolean) => {
    document.documentElement.classList.toggle('large', on);
    button.setAttribute('aria-pressed', String(on));
    button.textContent = on ? '标准版' : '大字版';
  };
  set(storage.get('large') === '1');
  button.addEventListener('click', () => {
    const on = !document.documentElement.classList.contains('large');
    storage.set('large', on ? '1' : null);
    set(on);
    changed();
  });
}

/** F6 walks through the regions, Ctrl+Enter runs, Alt+1…9 chooses a tab. */
export function keys(actions: { run: () => void; tab: (at: number) => void; edit: () => void }): void {
  const regions = [() => actions.edit(), () => byId('problems').focus(), () => byId('right').focus()];
  let at = 0;
  window.addEventListener('keydown', (e) => {
    if (e.isComposing) return;
    if (e.key === 'F6') {
      at = (at + (e.shiftKey ? regions.length - 1 : 1)) % regions.length;
      regions[at]?.();
    } else if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) actions.run();
    else if (e.altKey && !e.ctrlKey && /^[1-9]$/.test(e.key)) actions.tab(Number(e.key) - 1);
    else return;
    e.preventDefault();
  });
}
