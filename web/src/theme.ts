// Light or dark: as the system says until the reader chooses.

const kTheme = "casus.theme";
export type Theme = "auto" | "light" | "dark";

export function currentTheme(): Theme {
  const value = document.documentElement.dataset.theme;
  return value === "light" || value === "dark" ? value : "auto";
}

export function isDark(): boolean {
  const theme = currentTheme();
  return theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
}

export function setTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(kTheme, theme);
  } catch {
    // It holds until the page is closed.
  }
}

export function startTheme(): void {
  try {
    const theme = localStorage.getItem(kTheme);
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // As the system says.
  }
}
