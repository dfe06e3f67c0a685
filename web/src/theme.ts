/** Light or dark: as the system has it, until the reader chooses. */

import { button } from "./dom";

const KEY = "dateline-theme";

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser may keep no storage for a file
  }
}

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function themeButton(): HTMLButtonElement {
  const held = stored();
  if (held === "dark" || held === "light") document.documentElement.dataset.theme = held;
  const made = button(
    "",
    () => {
      const theme = isDark() ? "light" : "dark";
      document.documentElement.dataset.theme = theme;
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // Chosen for this visit only.
      }
      name();
    },
    { class: "theme", id: "theme" },
  );
  const name = (): void => {
    made.textContent = isDark() ? "Light" : "Dark";
    made.setAttribute("aria-label", `Show in ${isDark() ? "light" : "dark"} colours`);
  };
  name();
  return made;
}
