import { render } from "preact";
import { App } from "./app";
import { currentLanguage, loadCodebook } from "./i18n";
import { watchLinks } from "./router";
import { startTheme } from "./theme";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/parts.css";
import "./styles/views.css";
import "./charts/charts.css";

startTheme();
document.documentElement.lang = currentLanguage();
watchLinks();
render(<App />, document.getElementById("app")!);
// Names arrive when they arrive: until then codes stand for themselves.
loadCodebook().catch(() => undefined);
