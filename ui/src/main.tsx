import { render } from "preact";
import { App } from "./app";
import { takeToken } from "./model/api";
import { applyTheme } from "./parts/theme";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/views.css";

takeToken();
applyTheme();
render(<App />, document.getElementById("page")!);
