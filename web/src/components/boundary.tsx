// A view that fails by our own mistake says so, and leaves the rest of the page standing.

import { Component, type ComponentChildren } from "preact";
import { t } from "../i18n";

export class Boundary extends Component<{ children: ComponentChildren }, { fault: string | null }> {
  override state = { fault: null };
  static override getDerivedStateFromError(error: unknown) {
    return { fault: String(error) };
  }
  render() {
    if (this.state.fault === null) return this.props.children;
    return (
      <div class="problem" role="alert">
        <strong>{t("problem.fault")}</strong>
        <p class="problem-detail">{this.state.fault}</p>
        <button type="button" onClick={() => this.setState({ fault: null })}>
          {t("problem.again")}
        </button>
      </div>
    );
  }
}
