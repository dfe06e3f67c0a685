import "./page.css";

import { controls } from "./controls";
import { readData } from "./data";
import { detail } from "./detail";
import { add, h } from "./dom";
import { colophon, heading } from "./heading";
import { map } from "./map";
import { reports } from "./reports";
import { State } from "./state";
import { table } from "./table";
import { timeline } from "./timeline";

const page = document.getElementById("page");
if (page) {
  try {
    const data = readData();
    const state = new State();
    add(
      page,
      h("a", { class: "skip", href: "#events", id: "skip" }, "Skip to the events"),
      heading(data),
      h(
        "main",
        {},
        controls(data, state),
        h("div", { class: "views" }, map(data, state), timeline(data, state)),
        table(data, state),
        reports(data),
      ),
      colophon(data),
      detail(data, state),
    );
    // The address after "#" belongs to the filters, so the link moves by itself.
    document.getElementById("skip")?.addEventListener("click", (e) => {
      e.preventDefault();
      const events = document.getElementById("events");
      events?.scrollIntoView();
      events?.querySelector("button")?.focus();
    });
  } catch (error) {
    add(page, h("p", { class: "failed", role: "alert" }, `This page could not be drawn: ${String(error)}`));
    throw error;
  }
}
