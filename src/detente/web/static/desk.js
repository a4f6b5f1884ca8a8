// Marks, layers and keys. Every page works without this file; nothing here loads or sends anything.
"use strict";
(() => {
  const panel = document.getElementById("reading");
  const keys = document.getElementById("keys");
  let now = -1;

  const facts = () => [...document.querySelectorAll(".fact")].filter((fact) => fact.offsetParent !== null || fact.getClientRects().length);

  function go(step) {
    const all = facts();
    if (!all.length) return;
    all.forEach((fact) => fact.classList.remove("now"));
    now = Math.min(Math.max(now + step, 0), all.length - 1);
    const fact = all[now];
    fact.classList.add("now");
    const target = fact.querySelector("a.text, summary, a");
    if (target) target.focus({ preventScroll: true });
    fact.scrollIntoView({ block: "nearest" });
    if (fact.id.startsWith("r-")) light([fact.id.slice(2)]);
  }

  const current = () => document.querySelector(".fact.now");

  function light(ids) {
    document.querySelectorAll(".mk.lit").forEach((mark) => mark.classList.remove("lit"));
    for (const mark of document.querySelectorAll(".mk")) {
      if (mark.dataset.ids.split(" ").some((id) => ids.includes(id))) mark.classList.add("lit");
    }
  }

  // The reading of a mark is the entry of the list beside the text, shown where the eye is.
  function show(mark) {
    const ids = mark.dataset.ids.split(" ");
    panel.replaceChildren();
    for (const id of ids) {
      const entry = document.getElementById("r-" + id);
      if (!entry) continue;
      const section = document.createElement("section");
      const summary = entry.querySelector("summary");
      for (const node of summary ? [summary, entry.querySelector(".inside")] : [entry]) {
        for (const child of node.childNodes) section.append(child.cloneNode(true));
      }
      panel.append(section);
    }
    panel.hidden = !panel.childElementCount;
    light(ids.slice(0, 1));
  }

  function hide() {
    if (!panel) return;
    panel.hidden = true;
    light([]);
  }

  if (panel) {
    const text = document.querySelector(".text-body");
    const markOf = (event) => event.target.closest(".mk");
    let touched = false;
    text.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
    text.addEventListener("mouseover", (event) => { const mark = markOf(event); if (mark && !touched) show(mark); });
    text.addEventListener("click", (event) => {
      const mark = markOf(event);
      if (mark && touched && !mark.classList.contains("lit")) { event.preventDefault(); show(mark); }
      if (!mark) hide();
    });
  }

  // Selected words of a report tell the form that marks a part where they stand, in characters as Python counts them.
  const start = document.querySelector(".correct [name=start]");
  if (start) {
    const text = document.querySelector(".text-body");
    const count = (range) => [...plain(range)].length;
    const plain = (range) => {
      const held = range.cloneContents();
      held.querySelectorAll(".why").forEach((why) => why.remove());
      return held.textContent;
    };
    document.addEventListener("selectionchange", () => {
      const chosen = getSelection();
      if (!chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
      const range = chosen.getRangeAt(0);
      const before = document.createRange();
      before.setStart(text, 0);
      before.setEnd(range.startContainer, range.startOffset);
      const first = Number(text.dataset.first) + count(before);
      start.value = first;
      document.querySelector(".correct [name=end]").value = first + count(range);
    });
  }

  const layers = ["said", "event", "commitment", "name"];
  const actions = {
    j: () => go(1),
    k: () => go(-1),
    w: () => { const fact = current(); if (fact && fact.dataset.words) location.href = fact.dataset.words; },
    x: () => { const tick = current()?.querySelector(".tick"); if (tick) tick.click(); },
    "/": () => document.getElementById("q").focus(),
    "?": () => (keys.open ? keys.close() : keys.showModal()),
    Escape: hide,
  };
  layers.forEach((layer, at) => {
    actions[String(at + 1)] = () => document.getElementById("layer-" + layer)?.click();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const action = actions[event.key];
    if (!action) return;
    if (event.key !== "Escape") event.preventDefault();
    action();
  });
})();
