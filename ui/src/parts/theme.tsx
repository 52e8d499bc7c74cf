import { useState } from "preact/hooks";

const KEY = "annals.theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" } as const;
type Theme = keyof typeof NEXT;

const kept = (): Theme => {
  const found = localStorage.getItem(KEY);
  return found === "light" || found === "dark" ? found : "auto";
};

/** Sets the theme on the document; `auto` follows the system. */
export function applyTheme(theme: Theme = kept()): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event("annals:theme"));
}

export function ThemeSwitch() {
  const [theme, setTheme] = useState(kept);
  const turn = () => {
    const next = NEXT[theme];
    localStorage.setItem(KEY, next);
    setTheme(next);
    applyTheme(next);
  };
  const sign = { auto: "◐", light: "○", dark: "●" }[theme];
  return (
    <button type="button" class="quiet" onClick={turn} aria-label={`Theme: ${theme}. Change it`} title={`Theme: ${theme}`}>
      {sign}
    </button>
  );
}
