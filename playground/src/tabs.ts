/** Tabs by the ARIA pattern: arrows move between them, Alt+1…9 goes straight to one. */
import { byId, el } from './dom';

export interface Tab {
  id: string;
  title: string;
  view: HTMLElement;
}

export class Tabs {
  private buttons: HTMLButtonElement[];

  constructor(private tabs: Tab[]) {
    this.buttons = tabs.map((tab, i) =>
      el('button', {
        type: 'button', role: 'tab', id: `tab-${tab.id}`, 'aria-controls': `view-${tab.id}`, title: `Alt+${i + 1}`,
        onclick: () => this.select(i),
        onkeydown: (e) => this.arrow(e as KeyboardEvent, i),
      }, tab.title));
    for (const tab of tabs) {
      tab.view.id = `view-${tab.id}`;
      tab.view.setAttribute('role', 'tabpanel');
      tab.view.setAttribute('aria-labelledby', `tab-${tab.id}`);
      tab.view.tabIndex = 0;
    }
    byId('tabs').replaceChildren(...this.buttons);
    byId('views').replaceChildren(...tabs.map((t) => t.view));
    this.select(0, false);
  }

  /** Shows the tab at this position. */
  select(at: number, focus = true): void {
    this.tabs.forEach((tab, i) => {
      tab.view.hidden = i !== at;
      this.buttons[i]?.setAttribute('aria-selected', String(i === at));
      if (this.buttons[i]) this.buttons[i].tabIndex = i === at ? 0 : -1;
    });
    if (focus) this.buttons[at]?.focus();
  }

  private arrow(e: KeyboardEvent, at: number): void {
    const step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (step) this.select((at + step + this.tabs.length) % this.tabs.length);
  }
}
