// What a page can do better with JavaScript. Everything works without it.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  // A link to a page of its own opens the dialog with that id instead, where there is one.
  function opened(link) {
    const dialog = document.getElementById(link.dataset.dialog);
    if (!(dialog instanceof HTMLDialogElement)) return false;
    dialog.showModal();
    return true;
  }

  async function copied(button) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) return;
    await navigator.clipboard.writeText(source.textContent.trim());
    const before = button.textContent;
    button.textContent = button.dataset.done || before;
    setTimeout(() => { button.textContent = before; }, 2000);
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest("[data-dialog]");
    if (link && opened(link)) event.preventDefault();
    const dialog = event.target.closest("dialog");
    if (dialog && (event.target === dialog || event.target.closest("[data-close]"))) {
      event.preventDefault();
      dialog.close();
    }
    event.target.closest("[data-dismiss]")?.closest("li")?.remove();
    const copy = event.target.closest("[data-copy]");
    if (copy) copied(copy);
  });

  // A piece of a board is dragged to another lane: the form beneath sends what a tick would.
  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    dragged = event.target instanceof Element ? event.target.closest("[data-board] .piece") : null;
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const lane = dragged && event.target.closest("[data-stage]");
    document.querySelectorAll(".lane.over").forEach((one) => one.classList.toggle("over", one === lane));
    if (!lane) return;
    lane.classList.add("over");
    event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const lane = dragged && event.target.closest("[data-stage]");
    if (!lane || lane.contains(dragged)) return;
    event.preventDefault();
    const form = dragged.closest("form");
    form.querySelectorAll("[name=chosen]").forEach((one) => { one.checked = dragged.contains(one); });
    form.elements.stage.value = lane.dataset.stage;
    form.requestSubmit();
  });

  // After a refused form the summary is where reading starts.
  function focusSummary(root) {
    root.querySelector("[data-focus]")?.focus();
  }
  addEventListener("DOMContentLoaded", () => focusSummary(document));
  document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));

  // Paper shows what a screen folds away.
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((one) => {
      one.dataset.folded = "";
      one.open = true;
    });
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll("details[data-folded]").forEach((one) => {
      delete one.dataset.folded;
      one.open = false;
    });
  });
})();
