/* The calendar: a piece dragged to another day. */

import { movable } from "./moving.js";

movable(
  document.querySelector(".desk-calendar"),
  "[data-day]",
  (day) => ({ day: day.dataset.day }),
  (entry, day) => {
    entry.classList.add("desk-entry");
    day.querySelector("ul").append(entry);
    day.classList.remove("is-empty");
  },
);
