// Who reviews: name and token, kept until the tab is closed and nowhere else.

export interface Reviewer {
  name: string;
  token: string;
}

const kReviewer = "casus.reviewer";

export function readReviewer(): Reviewer | null {
  try {
    const read = JSON.parse(sessionStorage.getItem(kReviewer) ?? "null") as Reviewer | null;
    return read && typeof read.name === "string" && typeof read.token === "string" ? read : null;
  } catch {
    return null;
  }
}

export function keepReviewer(reviewer: Reviewer | null): void {
  try {
    if (reviewer) sessionStorage.setItem(kReviewer, JSON.stringify(reviewer));
    else sessionStorage.removeItem(kReviewer);
  } catch {
    // It holds until the page is left.
  }
}
